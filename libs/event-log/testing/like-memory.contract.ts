import fc from 'fast-check';
import { newStream } from '#event-log';
import type { Append, AppendOutcome, EventLog, EventLogTraits, StreamTip } from '#event-log';
import { MemoryEventLog } from '../src/memory/memory-event-log.js';
import { verifyLog } from '../src/verify.js';
import { draft, tipAfter } from './drafts.js';

/** What a writer does next: on which of the streams, how many events, and how well it knows where the stream stands. */
const step = fc.record({
  stream: fc.nat(3),
  count: fc.integer({ min: 1, max: 3 }),
  knows: fc.constantFrom('the tip', 'the tip', 'the tip', 'an older tip', 'another history', 'its own last append'),
});
const batches = fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { maxLength: 10, size: 'max' });
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Writers as they are: some know the tip, some are late, some repeat themselves. */
class Writers {
  readonly #tips = new Map<string, StreamTip[]>();
  readonly #last = new Map<string, Append>();

  constructor(private readonly round: number) {}

  append({ stream: number, count, knows }: Step): Append {
    const stream = `customer-${this.round}-${number}`;
    const tips = this.#tips.get(stream) ?? [newStream];
    const last = this.#last.get(stream);
    const tip = tips.at(-1) ?? newStream;
    const events = Array.from({ length: count }, () => draft({ clear: { count, knows } }));
    if (knows === 'its own last append' && last) return last;
    if (knows === 'an older tip' && tips.length > 1) return { stream, expected: tips.at(-2) ?? newStream, events };
    if (knows === 'another history') {
      return { stream, expected: { ...tip, hash: new Uint8Array(32).fill(1) }, events };
    }
    const append = { stream, expected: tip, events };
    this.#tips.set(stream, [...tips, tipAfter(append)]);
    this.#last.set(stream, append);
    return append;
  }
}

/** What a log holds but for its own clock; and, where it has gaps or does not keep the order of a batch, but for that. */
async function held(log: EventLog, { gapless, batchesInOrder = true }: EventLogTraits) {
  const events = (await log.readAll(0n, 100_000)).map((event) => ({
    ...event,
    recordedAt: 'its own',
    ...(!gapless && { position: 'its own' }),
  }));
  const byStream = (one: (typeof events)[number], other: (typeof events)[number]) =>
    one.stream.localeCompare(other.stream) || one.version - other.version;
  return batchesInOrder ? events : events.toSorted(byStream);
}

const answered = (outcomes: readonly AppendOutcome[], { gapless }: EventLogTraits) =>
  gapless ? outcomes : outcomes.map((outcome) => ({ ...outcome, lastPosition: 'its own' }));

/** A driver's answers and its log are those of the log in memory, batch by batch, in `numRuns` stories. */
export async function expectLikeMemory(log: EventLog, numRuns: number): Promise<void> {
  const memory = new MemoryEventLog();
  let rounds = 0;
  await fc.assert(
    fc.asyncProperty(batches, async (given) => {
      rounds += 1;
      const writers = new Writers(rounds);
      for (const steps of given) {
        const appends = steps.map((each) => writers.append(each));
        const outcomes = answered(await log.appendMany(appends), log.traits);
        expect(outcomes).toEqual(answered(await memory.appendMany(appends), log.traits));
      }
      for (const stream of [0, 1, 2, 3].map((number) => `customer-${rounds}-${number}`)) {
        const versions = (await log.readStream(stream, 0, 1000)).map(({ version }) => version);
        expect(versions).toEqual(versions.map((_, index) => index + 1));
      }
    }),
    { numRuns },
  );
  expect(await held(log, log.traits)).toEqual(await held(memory, log.traits));
  expect(await verifyLog(log)).toEqual([]);
}
