import fc from 'fast-check';
import { newStream } from '#event-log';
import type { Append, EventLog, StreamTip } from '#event-log';
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

const withoutClock = async (log: EventLog) =>
  (await log.readAll(0n, 100_000)).map((event) => ({ ...event, recordedAt: 'its own' }));

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
        expect(await log.appendMany(appends)).toEqual(await memory.appendMany(appends));
      }
      for (const stream of [0, 1, 2, 3].map((number) => `customer-${rounds}-${number}`)) {
        const versions = (await log.readStream(stream, 0, 1000)).map(({ version }) => version);
        expect(versions).toEqual(versions.map((_, index) => index + 1));
      }
    }),
    { numRuns },
  );
  expect(await withoutClock(log)).toEqual(await withoutClock(memory));
  expect(await verifyLog(log)).toEqual([]);
}
