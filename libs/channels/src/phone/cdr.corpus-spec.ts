import { existsSync, readFileSync } from 'node:fs';
import type { CallItem, ParsedEnvelope } from '../item.js';
import { parseCdr } from './parse-cdr.js';

const folder = '../shared/data/phone/asterisk-cdr';
const read = (name: string): ParsedEnvelope =>
  parseCdr(
    {
      bytes: readFileSync(`${folder}/${name}`),
      contentType: 'text/csv',
      receivedAt: '2026-03-01T08:00:00.000Z',
      nativeId: '',
      context: '',
    },
    { id: 'test', kind: 'asterisk-cdr', address: '100', ownAddresses: [], region: 'US', timeZone: 'UTC' },
  ) as ParsedEnvelope;

(existsSync(folder) ? describe : describe.skip)('recorded call records (needs ../shared/data)', () => {
  it('are taken where they are whole: five records, each its own, of one call', () => {
    const { items, refusals } = read('good.csv');
    const calls = items as CallItem[];
    expect(refusals).toEqual([]);
    expect(calls.map(({ outcome }) => outcome)).toEqual(['answered', 'answered', 'failed', 'missed', 'busy']);
    expect([calls[0]?.record['disposition'], calls[1]?.record['billsec']]).toEqual(['ANSWERED', '7']);
    expect(new Set(calls.map(({ nativeId }) => nativeId)).size).toBe(5);
    expect(new Set(calls.map(({ recordOf }) => recordOf?.id))).toEqual(new Set(['1231977075.0']));
    expect(calls[0]).toMatchObject({ startedAt: '2009-01-14T23:51:15.000Z', senderName: 'Test User' });
  });

  it('are refused from the quote that is not closed', () => {
    expect(read('buggy.csv')).toMatchObject({ items: [], refusals: [{ place: 'row 1', reason: 'CDR.QUOTE_BROKEN' }] });
    process.stdout.write('corpus phone/asterisk-cdr: 2 cases, 2 met, 0 excepted\n');
  });
});
