import { checkCases } from '#channels/testing';
import type { CallPart } from '#sealing';
import { DeskAtHand } from './desk-at-hand.js';
import { ofType, partOf } from './history.js';
import { recorded } from './recorded.js';

const files = { good: 'good.csv', buggy: 'buggy.csv' };
const records = recorded('phone/asterisk-cdr');

records.describe('call records of Asterisk, from the door to the pages (needs ../shared/data)', () => {
  let desk: DeskAtHand;

  beforeAll(async () => {
    desk = await DeskAtHand.open();
    for (const [inbox, file] of Object.entries(files)) {
      await desk.connect(inbox, { kind: 'asterisk-cdr', address: '100' });
      expect((await desk.push(inbox, records.bytes(file), 'text/csv')).status).toBe(201);
    }
    await desk.settled();
  });
  afterAll(() => desk.close());

  checkCases({ name: 'phone/asterisk-cdr, door to pages' }, [
    { name: 'good.csv: five records of one call, told apart by their rows', check: checkCalls },
    { name: 'buggy.csv: quarantined from the quote that is not closed', check: checkQuarantine },
  ]);

  async function checkCalls(): Promise<void> {
    const history = await desk.history();
    const calls = ofType(history, 'CallLogged').filter(({ event }) => event.clear.inbox === 'good');
    const records = [...calls, ...ofType(history, 'CallLegLogged')];
    const written = records.map((record) => partOf<CallPart>(record, 'content'));
    expect(written.map(({ disposition }) => disposition)).toEqual([
      'ANSWERED',
      'ANSWERED',
      'FAILED',
      'NO ANSWER',
      'BUSY',
    ]);
    expect(written[1]?.['billsec']).toBe('7');
    expect(calls).toHaveLength(1);
    expect(await shownCalls(calls.map(({ event }) => event.stream))).toBe(1);
  }

  async function shownCalls(streams: readonly string[]): Promise<number> {
    const customers = [...new Set(streams)].map((stream) => stream.slice('customer-'.length));
    const timelines = await Promise.all(customers.map((customer) => desk.timeline(customer)));
    return timelines.flat().filter(({ kind }) => kind === 'call').length;
  }

  async function checkQuarantine(): Promise<void> {
    const { refused } = await desk.read<{ refused: readonly object[] }>('/v1/quarantine');
    expect(refused).toEqual([expect.objectContaining({ inbox: 'buggy', item: 'row 1', reason: 'CDR.QUOTE_BROKEN' })]);
  }
});
