import { openEventLog } from '#event-log/open';
import { History } from '#projections/testing';
import type { KpiQuestion } from '../figures/index.js';
import { proveFromLog } from './prove-log.js';
import { recompute } from './recompute.js';

const minute = (n: number) => new Date(Date.parse('2026-03-01T08:00:00.000Z') + n * 60_000).toISOString();
const never = new AbortController().signal;
const question: KpiQuestion = {
  id: 'no_repeat_in_window',
  from: '2026-03-01T00:00:00.000Z',
  to: '2026-04-01T00:00:00.000Z',
  zone: 'UTC',
  by: 'day',
  group: ['channel'],
  filters: {},
  window: '7d',
  sameTopic: false,
  asOf: '2026-05-01T00:00:00.000Z',
};

/** Two thousand messages of forty customers; some are found to be one person, and one pair is parted again. */
function muchHappens(): History {
  const history = new History();
  history.record('InboxConnected', { silenceSeconds: 3600 }, { stream: 'inbox-support' });
  for (let n = 0; n < 2_000; n += 1) {
    const customer = `c${n % 40}`;
    const said = { messageId: `m${n}`, conversationId: `${customer}.c${n % 3}` };
    history.record('MessageReceived', said, { stream: `customer-${customer}`, occurredAt: minute(n) });
    if (n % 200 === 199) history.record(n % 400 === 199 ? 'CustomersMerged' : 'CustomersUnmerged', pair(n), link(n));
  }
  return history;
}
const pair = (n: number) => ({
  firstCustomerId: `c1${Math.floor(n / 400)}`,
  secondCustomerId: `c2${n % 7 === 0 ? 0 : 1}`,
});
const link = (n: number) => ({ stream: `link-${pair(n).firstCustomerId}-${pair(n).secondCustomerId}` });

describe('a figure worked out anew from a log, file by file', () => {
  it('is what it is with all events at hand, at any position', async () => {
    const history = muchHappens();
    const log = await openEventLog('memory:');
    await log.appendMany(history.appends(0));
    for (const until of [0n, 1n, 700n, 1_501n, 2_011n]) {
      const proven = await proveFromLog({ log, question, until, signal: never });
      expect(proven).toEqual(recompute(history.events.slice(0, Number(until)), question));
    }
    await log.close();
  });

  it('is the same from a log whose streams do not tell where in the log their events stand', async () => {
    const history = muchHappens();
    const log = await openEventLog('memory:');
    await log.appendMany(history.appends(0));
    const silent = Object.assign(Object.create(log) as typeof log, {
      traits: { ...log.traits, streamsTellPositions: false },
      readClear: log.readClear.bind(log),
      readStream: async (stream: string, after: number, limit: number) =>
        (await log.readStream(stream, after, limit)).map((event) => ({ ...event, position: 0n })),
    });
    for (const until of [700n, 2_011n]) {
      const proven = await proveFromLog({ log: silent, question, until, signal: never });
      expect(proven).toEqual(recompute(history.events.slice(0, Number(until)), question));
    }
    await log.close();
  });

  it('says how far it is, and stops when it is told to', async () => {
    const log = await openEventLog('memory:');
    await log.appendMany(muchHappens().appends(0));
    const told: bigint[] = [];
    const stop = new AbortController();
    const onProgress = ({ done, total }: { done: bigint; total: bigint }) => {
      expect(total).toBe(4_022n);
      told.push(done);
      if (done > 2_011n) stop.abort();
    };
    expect(await proveFromLog({ log, question, until: 2_011n, signal: stop.signal, onProgress })).toBeUndefined();
    expect(told.slice(0, 3)).toEqual([1_000n, 2_000n, 2_011n]);
    expect(told.toSorted((one, other) => Number(one - other))).toEqual(told);
    await log.close();
  });
});
