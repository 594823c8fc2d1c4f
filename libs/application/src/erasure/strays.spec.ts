import { fact } from '#domain/testing';
import { newStream } from '#event-log';
import type { EventLog } from '#event-log';
import { openEventLog } from '#event-log/open';
import { draft } from '#event-log/testing';
import { nothingStray, readStrays } from './strays.js';
import type { Strays, StraySigns } from './strays.js';

describe('What stands with an inbox and is a customer’s', () => {
  let log: EventLog;
  let strays: Strays;
  let tip = newStream;
  let read: number;
  beforeEach(async () => {
    [log, strays, tip, read] = [await openEventLog('memory:'), nothingStray(), newStream, 0];
  });
  afterEach(() => log.close());

  const happens = async (type: 'NoticeReceived' | 'EnvelopeQuarantined', envelope: string, nativeKey = '') => {
    const { clear } = fact(type, { envelope, ...(nativeKey && { nativeKey }) });
    const keyId = 100 * tip.version + Number(envelope);
    const sealed = { detail: { keyId, owner: 'inbox-help', bytes: Buffer.of(1) } };
    ({ tip } = await log.append({ stream: 'inbox-help', expected: tip, events: [draft({ type, clear, sealed })] }));
    return keyId;
  };
  const look = async (reportedBy: readonly string[], envelopes: readonly bigint[] = []) => {
    const signs: StraySigns = { inboxes: new Set(['help']), reportedBy: new Set(reportedBy), envelopes: new Set(envelopes) }; // prettier-ignore
    const readStream: EventLog['readStream'] = async (stream, after, limit) => {
      const events = await log.readStream(stream, after, limit);
      read += events.length;
      return events;
    };
    await readStrays({ readStream }, signs, strays);
  };

  it('is a report on what they were sent, with all else that was told of its envelope', async () => {
    const refused = await happens('EnvelopeQuarantined', '7');
    const report = await happens('NoticeReceived', '7', 'r1');
    await happens('NoticeReceived', '8', 'r2');
    await look(['r1']);
    expect([...strays.envelopes]).toEqual([7n]);
    expect([...strays.parts.keys()].sort()).toEqual([refused, report].sort());
  });

  it('is what was refused of an envelope of theirs', async () => {
    await happens('EnvelopeQuarantined', '7');
    const refused = await happens('EnvelopeQuarantined', '9');
    await look([], [9n]);
    expect([...strays.parts]).toEqual([[refused, { envelope: 9n, blob: undefined }]]);
    expect([...strays.envelopes]).toEqual([]);
  });

  it('is looked for behind where the inbox was read to, and anew where there is more to look for', async () => {
    await happens('NoticeReceived', '7', 'r1');
    await look([], [9n]);
    read = 0;
    await happens('EnvelopeQuarantined', '9');
    await look([], [9n]);
    expect([read, strays.parts.size]).toEqual([1, 1]);
    await look(['r1'], [9n]);
    expect([...strays.envelopes]).toEqual([7n]);
  });
});
