import { eventsTopic, EpochRaised, HoleInEvents, LogFromKafka, projectorGroup } from '#messaging';
import type { LogFromKafkaParts, Messaging, TopicReader, WholeTopic } from '#messaging';
import { openMessaging } from '#messaging/open';
import { kafkaUnderTest, published } from '#messaging/testing';
import { postgresUnderTest } from '#postgres/testing';
import { deskCopyist, PagesAheadOfLog, rebuild, runProjector, wholeEventsFrom } from '#projections';
import { listedLog, longHistory, plainOpener, temporaryStore } from '#projections/testing';
import type { TemporaryStore } from '#projections/testing';
import { PagesMovedOn } from '#read-store';
import { openReadStore } from '#read-store/open';

const kafka = await kafkaUnderTest();
const postgres = await postgresUnderTest();
const partitions = 3;
const { events } = longHistory();
const copyist = deskCopyist(plainOpener());
const placed = published(events, partitions);
const partitionAt = (nth: number): number | undefined => placed[nth]?.partition;

kafka.describe('with Kafka', () => {
  postgres.describe('pages on PostgreSQL that are fed by Kafka', () => {
    let pages: TemporaryStore;
    let deskId: string;
    let messaging: Messaging;
    beforeEach(async () => {
      deskId = kafka.freshDesk();
      pages = await temporaryStore(openReadStore, postgres.freshUrl());
      messaging = await openMessaging({ brokers: kafka.brokers, clientId: deskId, tls: false, sessionMs: 6_000 });
    });
    afterEach(() => pages.dispose());

    /** Publishes events as a relay does, by their place in the history; those left out are lost. */
    const publish = async (from: number, to: number, { lost = -1, epoch = 1 } = {}) => {
      const writer = messaging.writer({ topic: eventsTopic(deskId), partitions, replicas: 1 });
      await writer.prepare();
      const records = published(events, partitions, epoch);
      await writer.publish(records.slice(from, to).filter((_, nth) => from + nth !== lost));
      await writer.close();
    };
    const holes: HoleInEvents[] = [];
    beforeEach(() => holes.splice(0));

    /** A projector at work, until the pages are at this position or it stops by itself. */
    const project = async (upTo: number, given: Partial<LogFromKafkaParts> = {}, log = listedLog(events)) => {
      const stop = new AbortController();
      const topic = new LogFromKafka(
        {
          ...{ topic: messaging.reader(eventsTopic(deskId)), group: projectorGroup(deskId, 'pages', 1) },
          ...{ epoch: 1, log, mends: false, onHole: (hole: HoleInEvents) => holes.push(hole) },
          ...{ onFault: () => undefined, patienceMs: 1_500 },
          ...given,
        },
        stop.signal,
      );
      try {
        await runProjector({
          ...{ log, copyist, store: pages.store, signal: stop.signal, startsAnew: given.mends ?? false },
          follow: wholeEventsFrom((after, atMost) => topic.follow(after, atMost)),
          onPosition: (position) => position >= BigInt(upTo) && stop.abort(),
        });
      } finally {
        stop.abort();
        await topic.close();
      }
    };
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
      expect(holes).toEqual([]);
    }, 120_000);

    it('are right though projectors were killed before they told Kafka how far they are', async () => {
      await publish(0, 900);
      const topic = messaging.reader(eventsTopic(deskId));
      const forgetful: TopicReader = {
        ...{ topic: topic.topic, bounds: () => topic.bounds(), consume: (work, signal) => topic.consume(work, signal) },
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
      expect(holes).toMatchObject([{ missing: BigInt(lost + 1) }]);
      await project(events.length, { mends: true });
      expect(await differences()).toBe(0);
    }, 120_000);

    it('stop at the last event of a partition that is missing, though nothing follows it there', async () => {
      const lost = events.findLastIndex((_, nth) => partitionAt(nth) !== partitionAt(events.length - 1));
      await publish(0, events.length, { lost });
      await expect(project(events.length)).rejects.toMatchObject({ missing: BigInt(lost + 1) });
      expect(await pages.store.position()).toBe(BigInt(lost));
      await project(events.length, { mends: true });
      expect(await differences()).toBe(0);
    }, 120_000);

    it('skip nothing when the topic was truncated before they read it', async () => {
      await publish(0, 900);
      await project(500);
      const bounds = await messaging.reader(eventsTopic(deskId)).bounds();
      for (const [partition, { next }] of bounds.entries()) await kafka.truncate(eventsTopic(deskId), partition, next);
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
