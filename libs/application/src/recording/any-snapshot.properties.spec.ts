import fc from 'fast-check';
import {
  compactedFile,
  conversationIn,
  decideCustomerFile,
  DomainRefusal,
  emptyCustomerFile,
  evolveCustomerFile,
  ticketIn,
} from '#domain';
import type { CustomerFile, CustomerFileCommand } from '#domain';
import { anyThrows, commandOf } from '#domain/testing';
import type { Throw } from '#domain/testing';
import type { Snapshot } from '#desk-store';
import { openDeskStore } from '#desk-store/open';
import type { EventDraft, EventLog, StreamTip } from '#event-log';
import { newStream } from '#event-log';
import { openEventLog } from '#event-log/open';
import { draft } from '#event-log/testing';
import { testStores } from '../../testing/index.js';
import { packedState } from './packed-state.js';
import { recordersOver } from './recorders.js';
import { StreamSnapshots } from './stream-snapshots.js';

const stream = 'customer-ann';
const rules = 'these rules';
const length = 1_600;

/** What the rules say to a command, refusals included. */
function said(file: CustomerFile, command: CustomerFileCommand): unknown {
  try {
    return decideCustomerFile(file, command);
  } catch (refusal) {
    if (!(refusal instanceof DomainRefusal)) throw refusal;
    return refusal.code;
  }
}

/** All that is known of a file, however it is written down. */
const knownOf = (file: CustomerFile) => ({
  ...file,
  conversations: Array.from({ length: file.conversations.size }, (_, at) => conversationIn(file, `ann.c${at + 1}`)),
  tickets: Array.from({ length: file.tickets.size }, (_, at) => ticketIn(file, `ann.${at + 1}`)),
});

/** Facts of one long file, one an event, and its state after each. */
function longStory() {
  const throws = fc.sample(anyThrows, { numRuns: 400, seed: 7 }).flat().filter(({ kind }) => kind !== 'EraseCustomer'); // prettier-ignore
  const events: EventDraft[] = [];
  const states: CustomerFile[] = [emptyCustomerFile('ann')];
  for (const [at, thrown] of throws.entries()) {
    const facts = said(states.at(-1) as CustomerFile, commandOf(thrown, at));
    if (!Array.isArray(facts)) continue;
    for (const { type, clear } of facts as Pick<EventDraft, 'type' | 'clear'>[]) {
      const event = draft({ type, clear });
      events.push(event);
      states.push(evolveCustomerFile(states.at(-1) as CustomerFile, event as never));
    }
    if (events.length >= length) break;
  }
  return { events, states };
}

/** A snapshot of some version, and what is wrong with it. */
interface Left {
  readonly at: number;
  readonly compact: boolean;
  readonly wrong: 'nothing' | 'code' | 'bytes' | 'hash' | 'version' | 'future';
  readonly where: number;
}
const anySnapshot: fc.Arbitrary<Left> = fc.record({
  at: fc.integer({ min: 100, max: length }),
  compact: fc.boolean(),
  wrong: fc.constantFrom('nothing', 'nothing', 'code', 'bytes', 'hash', 'version', 'future'),
  where: fc.nat(),
});

describe('Whatever snapshot of a long file there is', () => {
  const { events, states } = longStory();
  const tips: StreamTip[] = [newStream];
  let log: EventLog;
  beforeAll(async () => {
    log = await openEventLog('memory:');
    for (const event of events)
      tips.push((await log.append({ stream, expected: tips.at(-1) as StreamTip, events: [event] })).tip);
  });

  /** As somebody left it: right, of other code, damaged, of a history that was lost, or claiming to be younger. */
  async function snapshotOf({ at, compact, wrong, where }: Left): Promise<Snapshot> {
    const state = states[at] as CustomerFile;
    const loaded = { state: compact ? compactedFile(state) : state, tip: tips[at] as StreamTip };
    if (wrong === 'hash') loaded.tip = { version: at, hash: new Uint8Array(32).fill(where % 256) };
    if (wrong === 'future') loaded.tip = { ...loaded.tip, version: events.length + 1 + (where % 5_000) };
    const kept = await packedState(stream, loaded, wrong === 'code' ? 'other rules' : rules);
    if (wrong === 'version') return { ...kept, version: 1 + (where % events.length) };
    if (wrong !== 'bytes') return kept;
    const place = where % kept.bytes.length;
    return { ...kept, bytes: kept.bytes.map((byte, nth) => (nth === place ? byte ^ (1 << (where % 8)) : byte)) };
  }

  it('the rules say what they say without it', async () => {
    const { sealer } = await testStores();
    const whole = states.at(-1) as CustomerFile;
    const known = knownOf(whole);
    const next: fc.Arbitrary<readonly Throw[]> = anyThrows;
    await fc.assert(
      fc.asyncProperty(anySnapshot, next, async (one, throws) => {
        const { snapshots } = await openDeskStore('memory:');
        await snapshots.keep(await snapshotOf(one));
        const { files } = recordersOver(log, sealer, new StreamSnapshots(log, snapshots, async () => rules));
        const { state, tip } = await files.load(stream);
        expect(tip).toEqual(tips.at(-1));
        expect(knownOf(state)).toEqual(known);
        for (const [at, thrown] of throws.entries()) {
          const command = commandOf(thrown, at % 2 === 0 ? 100_000 + at : at);
          expect(said(state, command)).toEqual(said(whole, command));
        }
      }),
      { numRuns: 60 },
    );
  });
});
