import fc from 'fast-check';
import { sequencerLease } from '../src/index.js';
import type { DeskStore, KeptEnvelope } from '../src/index.js';
import { MemoryDeskStore } from '../src/memory/memory-desk-store.js';
import type { DeskDriver, DeskUnderTest } from './desk-under-test.js';
import { envelopeOf } from './envelopes.js';

/** One thing that is asked of a store; `toString` is what a counterexample shows. */
interface Step {
  readonly toString: () => string;
  readonly run: (store: DeskStore) => Promise<unknown>;
}

const step = <Given>(
  name: string,
  given: fc.Arbitrary<Given>,
  run: (store: DeskStore, given: Given) => Promise<unknown>,
) =>
  given.map((value): Step => ({
    toString: () => `${name} ${fc.stringify(value)}`,
    run: (store) => run(store, value),
  }));

const lane = fc.constantFrom('live', 'bulk');
const few = (letter: string) => fc.nat(5).map((n) => `${letter}${n}`);
const position = fc.nat(12).map(BigInt);
const epoch = fc.integer({ min: 1, max: 4 });
const index = (value: fc.Arbitrary<string>) =>
  fc.array(fc.tuple(few('k'), value), { maxLength: 3 }).map((entries) => new Map(entries));
const instant = fc.nat(9).map((minute) => `2026-03-01T08:0${minute}:00.000Z`);
const gone = fc.constant('');
const mark = position.map((at) => ({ position: at, hash: new Uint8Array(32).fill(Number(at)) }));

const steps: fc.Arbitrary<Step> = fc.oneof(
  step('keep', fc.array(fc.tuple(few('id'), few('body'), lane), { maxLength: 4 }), ({ inbound }, deliveries) =>
    inbound.keep(deliveries.map(([nativeId, body, into]) => envelopeOf(body, { nativeId, lane: into }))),
  ),
  step('lead', fc.tuple(fc.constantFrom('a', 'b'), instant, fc.nat(300)), ({ leases }, [holder, now, seconds]) =>
    leases.acquire(sequencerLease, holder, now, seconds),
  ),
  step('stand down', epoch, ({ leases }, held) =>
    leases.release({ name: sequencerLease, holder: 'a', epoch: held, expiresAt: '' }),
  ),
  step(
    'route',
    fc.tuple(
      epoch,
      fc.array(fc.record({ itemKey: few('k'), stream: few('customer-') }), { maxLength: 4 }),
      fc.array(fc.record({ lane, position }), { maxLength: 2 }),
      fc.oneof(fc.record({ lane, first: position, last: position }), fc.constantFrom(null, undefined)),
    ),
    async ({ sequencer }, [under, ...commit]) => [...(await sequencer.route(under, ...commit))],
  ),
  step(
    'fold',
    fc.tuple(
      epoch,
      fc.record({
        handles: index(fc.oneof(few('c'), gone)),
        threads: index(fc.oneof(few('c'), gone)),
        items: index(few('customer-')),
      }),
      mark,
    ),
    ({ sequencer }, [under, change, to]) => sequencer.foldIndex(under, change, to),
  ),
  step('clear', epoch, ({ sequencer }, under) => sequencer.clearIndex(under)),
  step('take', fc.integer({ min: 1, max: 9 }), ({ numbers }, size) => numbers.take('ticket', size)),
  step('answer', fc.tuple(few('command'), few('result'), instant), ({ results }, [commandId, result, answeredAt]) =>
    results.keep({ commandId, bodyDigest: 'digest', result, answeredAt }),
  ),
  step('amend', fc.tuple(few('command'), few('result'), instant), ({ results }, [commandId, result, answeredAt]) =>
    results.replace({ commandId, bodyDigest: 'digest', result, answeredAt }),
  ),
  step('expire', instant, ({ results }, before) => results.expire(before)),
);

/** A bunch of steps is asked for at once; between two bunches everything is answered, and the store may be restarted. */
const bunches = fc.array(
  fc.record({ steps: fc.array(steps, { maxLength: 8 }), restart: fc.nat(9).map((n) => n === 0) }),
  {
    maxLength: 8,
  },
);

/** Whatever is asked of it, in whatever order and at once: the driver answers as the plain store in memory does. */
export function describeAgreement(driver: DeskDriver): void {
  describe(`${driver.name} and the plain store in memory`, () => {
    it('answer the same, whatever is asked of them at once and one after another', async () => {
      await fc.assert(
        fc.asyncProperty(bunches, async (asked) => {
          const [desk, plainDesk] = [await driver.open(), new MemoryDeskStore()];
          try {
            for (const bunch of asked) await expectAgreement(desk, plainDesk, bunch);
          } finally {
            await desk.end();
          }
        }),
        { numRuns: driver.runs ?? 30 },
      );
    });
  });
}

async function expectAgreement(
  desk: DeskUnderTest,
  plainDesk: DeskStore,
  bunch: { readonly steps: readonly Step[]; readonly restart: boolean },
): Promise<void> {
  const answersOf = (store: DeskStore) => Promise.all(bunch.steps.map((one) => answerOf(one.run(store))));
  const [answers, expected] = [await answersOf(desk.store), await answersOf(plainDesk)];
  expect(answers).toEqual(expected);
  const store = bunch.restart ? await desk.reopen() : desk.store;
  expect(await stateOf(store)).toEqual(await stateOf(plainDesk));
}

const answerOf = (answer: Promise<unknown>): Promise<unknown> =>
  answer.catch((fault: unknown) => (fault instanceof Error && 'code' in fault ? fault.code : fault));

async function stateOf({ inbound, sequencer, results }: DeskStore): Promise<unknown> {
  const names = (letter: string) => Array.from({ length: 6 }, (_, n) => `${letter}${n}`);
  const sorted = (map: ReadonlyMap<string, string>) => [...map].sort();
  return {
    live: (await inbound.read('live', 0n, 1000, 1e9)).map(plain),
    bulk: (await inbound.read('bulk', 0n, 1000, 1e9)).map(plain),
    parts: (await inbound.read('live', 3n, 4, 12)).map(plain),
    heads: [await inbound.head('live'), await inbound.head('bulk')],
    lanes: [await sequencer.checkpoint('live'), await sequencer.checkpoint('bulk')],
    underWay: await sequencer.underWay(),
    routes: sorted(await sequencer.routesOf(names('k'))),
    recorded: [...(await sequencer.recorded(names('k')))].sort(),
    handles: sorted(await sequencer.customersOf(names('k'))),
    threads: sorted(await sequencer.conversationsOf(names('k'))),
    mark: (await sequencer.indexMark()).position,
    results: await Promise.all(names('command').map((id) => results.find(id))),
  };
}

const plain = ({ body, ...envelope }: KeptEnvelope) => ({ ...envelope, body: body && Buffer.from(body).toString() });
