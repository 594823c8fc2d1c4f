import fc from 'fast-check';
import { mortalStores, ProcessDied, TestDesk, testStores } from '#application/testing';
import type { Death, Sizes, TestStores } from '#application/testing';
import type { Lane } from '#domain';
import type { RecordedEvent } from '#event-log';
import { anyDay } from './any-day.js';
import type { Happening } from './any-day.js';
import { expectNothingTwice, storyOf, streamsOf } from './story.js';

const runs = { numRuns: 300 };

/** How one thing comes in, and what becomes of the desk after it. */
interface Way {
  readonly lane: Lane;
  /** Comes in the envelope of the one before it, if that came to the same inbox by the same lane. */
  readonly together: boolean;
  /** Its parser cannot read it before somebody has mended it. */
  readonly unreadable: boolean;
  /** One that came before comes once more, by this lane. */
  readonly repeats: number | undefined;
  /** A desk that works through what is there, and maybe dies over it; the next one comes after the next thing. */
  readonly life: Life | undefined;
}

interface Life {
  readonly death: Death | undefined;
  readonly sizes: Sizes;
  /** Whether somebody mends the parser and has the quarantine read again. */
  readonly mends: boolean;
}

interface Arrival extends Way {
  readonly happening: Happening;
}

const anyLane = fc.constantFrom<Lane>('live', 'bulk');
const size = fc.record({ envelopes: fc.integer({ min: 1, max: 4 }), bytes: fc.constant(1e6), parts: fc.integer({ min: 1, max: 4 }) }); // prettier-ignore
const anyLife: fc.Arbitrary<Life> = fc.record({
  death: fc.option(fc.record({ write: fc.integer({ min: 1, max: 14 }), when: fc.constantFrom('before' as const, 'after' as const) }), { nil: undefined }), // prettier-ignore
  sizes: fc.record({ live: size, bulk: size }),
  mends: fc.boolean(),
});
const anyWay: fc.Arbitrary<Way> = fc.record({
  lane: anyLane,
  together: fc.boolean(),
  unreadable: fc.nat(4).map((n) => n === 0),
  repeats: fc.option(fc.nat(13), { nil: undefined, freq: 2 }),
  life: fc.option(anyLife, { nil: undefined, freq: 3 }),
});
const anyHistory: fc.Arbitrary<readonly Arrival[]> = anyDay.chain((day) =>
  fc
    .array(anyWay, { minLength: day.length, maxLength: day.length })
    .map((ways) => ways.flatMap((way, at) => day.slice(at, at + 1).map((happening) => ({ ...way, happening })))),
);

async function openDesk(stores: TestStores): Promise<TestDesk> {
  const desk = await TestDesk.open(stores);
  await desk.connect('mail', 'email');
  await desk.connect('web', 'web-chat');
  await desk.connect('line', 'asterisk-cdr');
  return desk;
}

/** What came in one envelope, in the order it came. */
function envelopesOf(history: readonly Arrival[]): readonly (readonly Arrival[])[] {
  const envelopes: Arrival[][] = [];
  for (const arrival of history) {
    const [before] = envelopes.at(-1)?.slice(-1) ?? [];
    const fits = before?.lane === arrival.lane && before.happening.inbox === arrival.happening.inbox && !before.life;
    if (fits && arrival.together) envelopes.at(-1)?.push(arrival);
    else envelopes.push([arrival]);
  }
  return envelopes;
}

/** Item keys in the order in which it was settled, for good, where each item goes. */
function watchRoutes({ store: { sequencer } }: TestStores): ReadonlySet<string> {
  const order = new Set<string>();
  const route = sequencer.route.bind(sequencer);
  sequencer.route = async (...commit) => {
    const inForce = await route(...commit);
    for (const { itemKey } of commit[1]) order.add(itemKey);
    return inForce;
  };
  return order;
}

/** What stands in quarantine: envelope, and place in it. */
function setAside(events: readonly RecordedEvent[]): readonly (readonly [envelope: bigint, place: string])[] {
  const placesIn = (named: string) =>
    events
      .filter(({ type }) => type === named)
      .map(({ clear }) => `${String(clear['envelope'])} ${String(clear['item'])}`);
  const released = new Set(placesIn('EnvelopeReleased'));
  return placesIn('EnvelopeQuarantined')
    .filter((place) => !released.has(place))
    .map((place) => [BigInt(place.slice(0, place.indexOf(' '))), place.slice(place.indexOf(' ') + 1)] as const);
}

async function live(stores: TestStores, { death, sizes, mends }: Life): Promise<void> {
  const desk = await TestDesk.open(death ? mortalStores(stores, death) : stores, sizes);
  try {
    await desk.settle();
    if (!mends) return;
    stores.unreadable.clear();
    for (const [envelope, place] of setAside(await desk.events())) await desk.retry(envelope, [place]);
  } catch (fault) {
    if (!(fault instanceof ProcessDied)) throw fault;
  }
}

/** Each thing alone and after the other, in this order, by the lane on which it was first read, with no crash. */
async function cleanPass(
  history: readonly Arrival[],
  order: ReadonlySet<string>,
  events: readonly RecordedEvent[],
  like: TestStores,
): Promise<readonly RecordedEvent[]> {
  const byKey = new Map(
    history.map(({ happening }) => [like.keys.item(happening.inbox, '', happening.item), happening]),
  );
  const laneOf = new Map(events.map(({ clear }) => [clear['messageId'], clear['lane'] as Lane | undefined]));
  const desk = await openDesk(await testStores(like));
  for (const key of order) {
    const happening = byKey.get(key);
    if (happening) await desk.push(happening.inbox, [happening.item], laneOf.get(key));
    await desk.settle();
  }
  return desk.events();
}

/** Brings in what comes, in its envelopes, with the lives between. */
async function bringIn(history: readonly Arrival[], stores: TestStores, door: TestDesk): Promise<void> {
  for (const envelope of envelopesOf(history)) {
    const [first] = envelope;
    for (const { unreadable, happening: { item } } of envelope) if (unreadable) stores.unreadable.add(item.place); // prettier-ignore
    const items = envelope.map(({ happening: { item } }) => item);
    if (first) await door.push(first.happening.inbox, items, first.lane);
    for (const { repeats, lane, happening, life } of envelope) {
      const again =
        history[
          Math.min(
            repeats ?? 0,
            history.findIndex((one) => one.happening === happening),
          )
        ]?.happening;
      if (again && repeats !== undefined)
        await door.push(again.inbox, [again.item], lane, `again ${happening.item.place}`);
      if (life) await live(stores, life);
    }
  }
}

describe('a desk that dies anywhere, again and again, while both lanes fill', () => {
  it(
    'writes, stream by stream and word for word, what one clean pass writes, in the order in which it settled where things go',
    () =>
      fc.assert(
        fc.asyncProperty(anyHistory, async (history) => {
          const stores = await testStores();
          const order = watchRoutes(stores);
          const door = await openDesk(stores);
          await bringIn(history, stores, door);
          const usual = await TestDesk.open(stores);
          await usual.settle();
          stores.unreadable.clear();
          for (const [envelope, place] of setAside(await usual.events())) await usual.retry(envelope, [place]);
          const events = await usual.events();
          expectNothingTwice(events);
          expect(setAside(events)).toEqual([]);
          const clean = await cleanPass(history, order, events, stores);
          expect(streamsOf(events)).toEqual(streamsOf(clean));
          expect(storyOf(events)).toEqual(storyOf(clean));
        }),
        runs,
      ),
    120_000,
  );
});
