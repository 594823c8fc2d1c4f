import fc from 'fast-check';
import { email, message, mortalStores, ProcessDied, TestDesk, testStores } from '#application/testing';
import type { Death, TestStores } from '#application/testing';
import type { Lane } from '#domain';
import type { RecordedEvent } from '#event-log';
import { anyDay } from './any-day.js';
import type { Happening } from './any-day.js';
import { expectNothingTwice, storyOf, streamsOf } from './story.js';
import type { Story } from './story.js';

const runs = { numRuns: 200 };

async function openDesk(stores: TestStores): Promise<TestDesk> {
  const desk = await TestDesk.open(stores);
  await desk.connect('mail', 'email');
  await desk.connect('web', 'web-chat');
  await desk.connect('line', 'asterisk-cdr');
  return desk;
}

/** Each thing in an envelope of its own, all in order, in one go: what every other way must come to. */
async function cleanPass(day: readonly Happening[], like: TestStores) {
  const desk = await openDesk(await testStores(like));
  for (const { inbox, item } of day) await desk.push(inbox, [item]);
  await desk.settle();
  const events = await desk.events();
  expectNothingTwice(events);
  return { events, story: storyOf(events) };
}

/** Lets a desk over these stores work until it dies, or has nothing left to do. */
async function workUntil(stores: TestStores, death: Death): Promise<void> {
  try {
    await (await TestDesk.open(mortalStores(stores, death))).settle();
  } catch (fault) {
    if (!(fault instanceof ProcessDied)) throw fault;
  }
}

/** Puts the checkpoints back to where they were when nothing had come in. */
async function rewind({ store: { leases, sequencer } }: TestStores): Promise<void> {
  const lease = await leases.acquire('sequencer', 'test', '2026-03-01T00:00:00.000Z', 60);
  const lanes: readonly Lane[] = ['live', 'bulk'];
  await sequencer.route(lease?.epoch ?? 0, [], lanes.map((lane) => ({ lane, position: 0n }))); // prettier-ignore
}

const anyDeath: fc.Arbitrary<Death> = fc.record({
  write: fc.integer({ min: 1, max: 12 }),
  when: fc.constantFrom('before' as const, 'after' as const),
});

describe('whatever happens to a desk on the way', () => {
  it(
    'repetition and crashes give the same streams, word for word, as one clean pass',
    () =>
      fc.assert(
        fc.asyncProperty(
          anyDay,
          fc.array(fc.record({ after: fc.nat(13), death: anyDeath, rewinds: fc.boolean(), repeats: fc.nat(13) }), {
            maxLength: 6,
          }),
          async (day, crashes) => {
            const stores = await testStores();
            const clean = await cleanPass(day, stores);
            const door = await openDesk(stores);
            for (const [at, { inbox, item }] of day.entries()) {
              await door.push(inbox, [item]);
              for (const crash of crashes.filter(({ after }) => after === at)) {
                const again = day[Math.min(crash.repeats, at)];
                if (again) await door.push(again.inbox, [again.item], 'live', `again-${at}`);
                await workUntil(stores, crash.death);
                if (crash.rewinds) await rewind(stores);
              }
            }
            await (await TestDesk.open(stores)).settle();
            const events = await door.events();
            expectNothingTwice(events);
            expect(streamsOf(events)).toEqual(streamsOf(clean.events));
          },
        ),
        runs,
      ),
    120_000,
  );

  it(
    'lanes, crashes and retries of the quarantine give the same people, conversations, tickets and counts',
    () =>
      fc.assert(
        fc.asyncProperty(
          anyDay,
          fc.array(fc.record({ bulk: fc.boolean(), unreadable: fc.boolean(), settles: fc.boolean() }), {
            minLength: 14,
            maxLength: 14,
          }),
          fc.array(anyDeath, { maxLength: 4 }),
          async (day, ways, deaths) => {
            const stores = await testStores();
            const clean = await cleanPass(day, stores);
            const door = await openDesk(stores);
            for (const [at, { inbox, item }] of day.entries()) {
              const way = ways[at];
              if (way?.unreadable) stores.unreadable.add(item.place);
              await door.push(inbox, [item], way?.bulk ? 'bulk' : 'live');
              if (!way?.settles) continue;
              await workUntil(stores, deaths[at % 4] ?? { write: 1_000, when: 'after' });
            }
            const desk = await TestDesk.open(stores);
            await desk.settle();
            expect(storyOf(await desk.events()).quarantined).toHaveLength(stores.unreadable.size);
            stores.unreadable.clear();
            for (const event of await desk.events()) {
              if (event.type !== 'EnvelopeQuarantined') continue;
              await desk.retry(BigInt(String(event.clear['envelope'])), [String(event.clear['item'])]);
            }
            await rewind(stores);
            await (await TestDesk.open(stores)).settle();
            const events = await desk.events();
            expectNothingTwice(events);
            expect(storyOf(events)).toEqual(clean.story);
          },
        ),
        runs,
      ),
    120_000,
  );

  it.each([2, 3, 4, 5, 6, 7])(
    'an answer that comes after an import died at write %i, once its route stood, finds what it is to: one file, one ticket',
    async (write) => {
      const stores = await testStores();
      const by = [email('lina@example.com')];
      const desk = await openDesk(stores);
      await desk.push('mail', [message({ by, id: 'asked' })], 'bulk');
      await workUntil(stores, { write, when: 'after' });
      await desk.push('mail', [message({ by, id: 'again', thread: { inReplyTo: ['asked'], references: ['asked'] } })]);
      await (await TestDesk.open(stores)).settle();
      const events = await desk.events();
      expectNothingTwice(events);
      const received = events.filter(({ type }) => type === 'MessageReceived');
      expect(received.map(({ clear }) => clear['lane'])).toEqual(['bulk', 'live']);
      expect(new Set(received.map(({ stream }) => stream)).size).toBe(1);
      expect(events.filter(({ type }) => type === 'TicketOpened')).toHaveLength(1);
      expect(events.filter(({ type }) => type === 'CustomersMerged')).toEqual([]);
    },
  );

  it(
    'any order of delivery gives the same people, messages and contacts',
    () =>
      fc.assert(
        fc.asyncProperty(
          anyDay.chain((day) => fc.tuple(fc.constant(day), fc.shuffledSubarray([...day], { minLength: day.length }))),
          fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }),
          async ([day, shuffled], settles) => {
            const stores = await testStores();
            const clean = await cleanPass(day, stores);
            const desk = await openDesk(stores);
            for (const [at, { inbox, item }] of shuffled.entries()) {
              await desk.push(inbox, [item]);
              if (settles[at]) await desk.settle();
            }
            await desk.settle();
            const events = await desk.events();
            expectNothingTwice(events);
            expect(storyOf(events)).toEqual(clean.story);
          },
        ),
        runs,
      ),
    120_000,
  );

  it(
    'two strangers merged by mistake and unmerged, with contacts between, are as if they had never been merged',
    () =>
      fc.assert(
        fc.asyncProperty(anyDay, fc.nat(), fc.nat(13), async (day, anyTurn, contactsBetween) => {
          const mergedAfter = anyTurn % day.length;
          const stores = await testStores();
          const clean = await cleanPass(day, stores);
          const desk = await openDesk(stores);
          const agent = { class: 'agent', id: 'noura' } as const;
          let customerIds: readonly [string, string] | undefined;
          for (const [at, { inbox, item }] of day.entries()) {
            await desk.push(inbox, [item]);
            await desk.settle();
            if (at === mergedAfter) customerIds = strangersIn(await desk.events(), clean.story);
            if (!customerIds) continue;
            if (at === mergedAfter)
              await desk.commands.execute('merge', agent, { kind: 'MergeCustomers', customerIds });
            if (at !== Math.min(day.length - 1, mergedAfter + contactsBetween)) continue;
            expect(storyOf(await desk.events()).people).not.toEqual(clean.story.people);
            await desk.commands.execute('unmerge', agent, { kind: 'UnmergeCustomers', customerIds });
          }
          expect(storyOf(await desk.events())).toEqual(clean.story);
        }),
        runs,
      ),
    120_000,
  );
});

/** Two customers known so far whom nothing that ever comes in will vouch to be one person. */
function strangersIn(events: readonly RecordedEvent[], { people }: Story): readonly [string, string] | undefined {
  const customerOf = new Map<string, string>();
  for (const { stream, clear } of events) customerOf.set(String(clear['messageId']), stream.slice('customer-'.length));
  const known = people.flatMap(
    (items) => items.map((item) => customerOf.get(item)).find((id) => id !== undefined) ?? [],
  );
  const [one, other] = known;
  return one !== undefined && other !== undefined ? [one, other] : undefined;
}
