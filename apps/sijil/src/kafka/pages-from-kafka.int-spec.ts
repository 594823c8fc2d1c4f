import { EpochRaised, HoleInEvents, MessagingUnavailable } from '#messaging';
import type { TopicReader, WholeTopic } from '#messaging';
import { kafkaUnderTest, published } from '#messaging/testing';
import { postgresUnderTest } from '#postgres/testing';
import { deskCopyist, PagesAheadOfLog, rebuild } from '#projections';
import { listedLog, longHistory, plainOpener } from '#projections/testing';
import type { TemporaryStore } from '#projections/testing';
import { PagesMovedOn } from '#read-store';
import { FedPages, partitionsOfTheTopic } from '../../testing/index.js';
import type { Projection, Stretch } from '../../testing/index.js';

const kafka = await kafkaUnderTest();
const postgres = await postgresUnderTest();
const { events } = longHistory();
const copyist = deskCopyist(plainOpener());
const placed = published(events, partitionsOfTheTopic);
/** To be changed in one of them. */
const sameAs = (reader: TopicReader): TopicReader => ({
  topic: reader.topic,
  bounds: () => reader.bounds(),
  consume: (work, signal) => reader.consume(work, signal),
  consumeWhole: (work, signal) => reader.consumeWhole(work, signal),
});
const partitionAt = (nth: number): number | undefined => placed[nth]?.partition;

kafka.describe('with Kafka', () => {
  postgres.describe('pages on PostgreSQL that are fed by Kafka', () => {
    let fed: FedPages;
    let pages: TemporaryStore;
    beforeEach(async () => {
      fed = await FedPages.open(kafka.brokers, kafka.freshDesk(), postgres.freshUrl());
      ({ pages } = fed);
    });
    afterEach(() => pages.dispose());

    const publish = (from: number, to: number, stretch: Stretch = {}) => fed.publish(events, { from, to, ...stretch });
    const project = (upTo: number, given: Partial<Projection> = {}, log = listedLog(events)) =>
      fed.project(upTo, { log, copyist, ...given });
    const differences = async (held = events) => {
      const job = { log: listedLog(held), copyist, store: pages.store, signal: new AbortController().signal };
      return (await rebuild({ ...job, compare: true, publish: false })).comparison?.differences;
    };

    it('are those that the log gives, also when the projector goes on where another one stopped', async () => {
      await publish(0, 1_000);
      await project(1_000);
      expect(await differences(events.slice(0, 1_000))).toBe(0);
      await publish(1_000, events.length);
      await project(events.length);
      expect([await pages.store.position(), await differences()]).toEqual([BigInt(events.length), 0]);
      expect(fed.holes).toEqual([]);
    }, 120_000);

    it('are right though projectors were killed before they told Kafka how far they are', async () => {
      await publish(0, 900);
      const topic = fed.reader();
      const forgetful: TopicReader = {
        ...sameAs(topic),
        consumeWhole: ({ onTurn, ...work }, signal) => {
          const lost = (turn: WholeTopic | undefined) => onTurn(turn && { ...turn, commit: async () => undefined });
          return topic.consumeWhole({ ...work, onTurn: lost }, signal);
        },
      };
      for (const upTo of [200, 600, 900]) await project(upTo, { topic: forgetful });
      expect(await differences(events.slice(0, 900))).toBe(0);
    }, 120_000);

    it('take nothing from a projector that wakes up when another one has gone on', async () => {
      await publish(0, events.length);
      await project(500);
      const asleep = await pages.store.live();
      const late = copyist(asleep);
      await late.fold(events.slice(Number(asleep.mark.position), Number(asleep.mark.position) + 20));
      await project(events.length);
      await expect(late.write()).rejects.toBeInstanceOf(PagesMovedOn);
      await asleep.close();
      expect([await pages.store.position(), await differences()]).toEqual([BigInt(events.length), 0]);
    }, 120_000);

    it('stop where an event is missing, which is an alarm; told to go on, it is taken from the log', async () => {
      const lost = 600;
      await publish(0, events.length, { lost });
      await expect(project(events.length)).rejects.toMatchObject({ code: 'MESSAGING.HOLE_IN_EVENTS', missing: BigInt(lost + 1) }); // prettier-ignore
      expect(await pages.store.position()).toBe(BigInt(lost));
      expect(await differences(events.slice(0, lost))).toBe(0);
      expect(fed.holes).toMatchObject([{ missing: BigInt(lost + 1) }]);
      await project(events.length, { mends: true });
      expect(await differences()).toBe(0);
    }, 120_000);

    it('stop at the last event of a partition that is missing, though nothing follows it there', async () => {
      const lost = events.findLastIndex((_, nth) => partitionAt(nth) !== partitionAt(events.length - 1));
      await publish(0, events.length, { lost });
      const reader = fed.reader();
      // Asked first when it begins, and then when it looks closer.
      let asked = 0;
      const bounds = () =>
        (asked += 1) === 2 ? Promise.reject(new MessagingUnavailable('no broker answers')) : reader.bounds();
      const topic: TopicReader = { ...sameAs(reader), bounds };
      await expect(project(events.length, { topic })).rejects.toMatchObject({ missing: BigInt(lost + 1) });
      expect(asked).toBe(3);
      expect(await pages.store.position()).toBe(BigInt(lost));
      await project(events.length, { mends: true });
      expect(await differences()).toBe(0);
    }, 120_000);

    it('skip nothing when the topic was truncated before they read it', async () => {
      await publish(0, 900);
      await project(500);
      const bounds = await fed.reader().bounds();
      for (const [partition, { next }] of bounds.entries()) await kafka.truncate(fed.topic, partition, next);
      await pages.store.startAnew();
      await publish(900, events.length);
      await expect(project(events.length)).rejects.toBeInstanceOf(HoleInEvents);
      expect(await pages.store.position()).toBe(0n);
      await project(events.length, { mends: true });
      expect(await differences()).toBe(0);
    }, 120_000);

    it('are read again from the topic when they were put back, though nothing new comes', async () => {
      await publish(0, events.length);
      await project(events.length);
      await pages.store.startAnew();
      await project(events.length);
      expect([await pages.store.position(), await differences()]).toEqual([BigInt(events.length), 0]);
    }, 120_000);

    it('stop when the desk was restored, and go on with pages of its log when they are told to', async () => {
      await publish(0, 700);
      await project(700);
      await publish(640, 650, { epoch: 2 });
      await expect(project(701)).rejects.toBeInstanceOf(EpochRaised);
      const restored = listedLog(events.slice(0, 650));
      await expect(project(650, { epoch: 2 }, restored)).rejects.toBeInstanceOf(PagesAheadOfLog);
      expect(await pages.store.position()).toBe(700n);
      await project(650, { epoch: 2, mends: true }, restored);
      expect([await pages.store.position(), await differences(events.slice(0, 650))]).toEqual([650n, 0]);
    }, 120_000);
  });
});
