import fc from 'fast-check';
import type { CallItem, InboxProfile, ParsedEnvelope } from '../item.js';
import { parseCdr } from './parse-cdr.js';

const inbox: InboxProfile = {
  id: 'hotline',
  kind: 'asterisk-cdr',
  address: '+966112223333',
  ownAddresses: [],
  region: 'SA',
  timeZone: 'Asia/Riyadh',
};
const readBytes = (bytes: Uint8Array): ParsedEnvelope =>
  parseCdr(
    { bytes, contentType: 'text/csv', receivedAt: '2026-03-02T00:00:00.000Z', nativeId: '', context: '' },
    inbox,
  ) as ParsedEnvelope;
const read = (csv: string): ParsedEnvelope => readBytes(Buffer.from(csv));

const usual = {
  accountcode: '', src: '0501234567', dst: '0112223333', dcontext: 'from-trunk', clid: '"Lina "L" Haddad" <0501234567>',
  channel: 'PJSIP/trunk-00000001', dstchannel: 'PJSIP/200-00000002', lastapp: 'Dial', lastdata: 'PJSIP/200,30',
  start: '2026-03-01 11:00:00', answer: '2026-03-01 11:00:08', end: '2026-03-01 11:02:00', duration: '120', billsec: '112',
  disposition: 'ANSWERED', amaflags: 'DOCUMENTATION', uniqueid: '1772352000.1', userfield: '',
}; // prettier-ignore
const line = (fields: readonly string[]): string => fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(',');
const rowOf = (change: Partial<typeof usual> = {}): string => line(Object.values({ ...usual, ...change }));
const callOf = (change: Partial<typeof usual>): CallItem => {
  const { items, refusals } = read(rowOf(change));
  expect(refusals).toEqual([]);
  return items[0] as CallItem;
};

describe('a row of Asterisk’s call record', () => {
  it('is a call of the customer with the inbox, in the inbox’s time zone', () => {
    expect(callOf({})).toMatchObject({
      kind: 'call',
      place: 'row 1',
      claimedAt: '2026-03-01T08:00:00.000Z',
      handles: [{ kind: 'phone', value: '+966501234567', class: 'personal' }],
      senderName: 'Lina "L" Haddad',
      direction: 'inbound',
      outcome: 'answered',
      startedAt: '2026-03-01T08:00:00.000Z',
      answeredAt: '2026-03-01T08:00:08.000Z',
      endedAt: '2026-03-01T08:02:00.000Z',
      waitedSeconds: 8,
      talkedSeconds: 112,
      record: { lastapp: 'Dial', lastdata: 'PJSIP/200,30' },
    });
  });

  it.each<[string, Partial<typeof usual>, string, string]>([
    ['to our number', {}, 'inbound', '+966501234567'],
    ['from our number', { src: '+966112223333', dst: '0507654321' }, 'outbound', '+966507654321'],
    ['from an inside line', { src: '200', dst: '0507654321', dcontext: 'from-internal' }, 'outbound', '+966507654321'],
    ['to another line', { dst: '200', dcontext: 'ext-queues' }, 'inbound', '+966501234567'],
  ])('%s is %s: the customer is the other side', (_what, change, direction, customer) => {
    expect(callOf(change)).toMatchObject({ direction, handles: [{ value: customer }] });
  });

  it.each<[string, Partial<typeof usual>, string]>([
    ['ANSWERED', {}, 'answered'],
    ['NO ANSWER', {}, 'missed'],
    ['BUSY', {}, 'busy'],
    ['FAILED', {}, 'failed'],
    ['CONGESTION', {}, 'failed'],
    ['ANSWERED', { lastapp: 'VoiceMail', dstchannel: '' }, 'voicemail'],
    ['NO ANSWER', { lastapp: 'Queue' }, 'abandoned'],
    ['ANSWERED', { lastapp: 'Queue', dstchannel: '' }, 'abandoned'],
    ['ANSWERED', { lastapp: 'Queue' }, 'answered'],
  ])('%s with %j was %s', (disposition, change, outcome) => {
    expect(callOf({ ...change, disposition }).outcome).toBe(outcome);
  });

  it('in which nobody was reached was waiting from the first second to the last', () => {
    const abandoned = callOf({ lastapp: 'Queue', dstchannel: '' });
    expect(abandoned).toMatchObject({ waitedSeconds: 120, talkedSeconds: 0 });
    expect(abandoned).not.toHaveProperty('answeredAt');
  });

  it('of a withheld number is nobody’s', () => {
    expect(callOf({ src: 'anonymous' }).handles).toEqual([{ kind: 'phone', value: '', class: 'none' }]);
    expect(callOf({ src: '' }).handles[0]?.class).toBe('none');
  });

  it('may leave out its unique id, its note, or have three columns more', () => {
    const { uniqueid, userfield, ...least } = usual;
    const rows = [
      Object.values(least),
      [...Object.values(least), uniqueid],
      [...Object.values(least), 'a note'],
      [...Object.values(least), uniqueid, userfield, '', uniqueid, '42'],
    ].map(line);
    const calls = read(rows.join('\n')).items as CallItem[];
    expect(calls.map(({ record }) => [record['uniqueid'], record['userfield'], record['sequence']])).toEqual([
      ['', '', ''],
      ['1772352000.1', '', ''],
      ['', 'a note', ''],
      ['1772352000.1', '', '42'],
    ]);
    expect(calls[3]?.nativeId).toBe('1772352000.1/42');
  });

  it('is the same call in every file it stands in, and another where one unique id has several', () => {
    const [one, same, other] = [
      callOf({}),
      callOf({ userfield: 'rated' }),
      callOf({ dstchannel: 'PJSIP/201-00000003' }),
    ];
    expect(one?.nativeId).toMatch(/^1772352000\.1\/[0-9a-f]{16}$/);
    expect(same?.nativeId).toBe(one?.nativeId);
    expect(other?.nativeId).not.toBe(one?.nativeId);
  });

  it('says which call it is a record of, and whether by the line that began it', () => {
    const rowIn = (uniqueid: string, linkedid: string) =>
      line([...Object.values({ ...usual, uniqueid }), '', linkedid, '1']);
    const { items } = read(
      [rowIn('1772352009.2', '1772352000.1'), rowIn('1772352000.1', '1772352000.1'), rowOf()].join('\n'),
    );
    expect((items as CallItem[]).map(({ place, recordOf }) => [place, recordOf?.id, recordOf?.began])).toEqual([
      ['row 2', '1772352000.1', true],
      ['row 3', '1772352000.1', true],
      ['row 1', '1772352000.1', false],
    ]);
    expect(callOf({ uniqueid: '' })).not.toHaveProperty('recordOf');
  });

  it.each<[string, string]>([
    [rowOf({ start: 'yesterday' }), 'CDR.START_UNREADABLE'],
    [rowOf({ duration: '-1' }), 'CDR.DURATION_UNREADABLE'],
    [rowOf({ billsec: '' }), 'CDR.DURATION_UNREADABLE'],
    [rowOf({ disposition: 'MAYBE' }), 'CDR.DISPOSITION_UNKNOWN'],
    ['"a","b"', 'CDR.COLUMNS'],
    [`${rowOf()},1,2,3,4`, 'CDR.COLUMNS'],
  ])('%# that cannot be read is refused by its number, alone', (row, reason) => {
    const { items, refusals } = read(`${rowOf()}\n\n${row}\r\n${rowOf()}\n`);
    expect(items.map(({ place }) => place)).toEqual(['row 1', 'row 3']);
    expect(refusals).toMatchObject([{ place: 'row 2', reason }]);
  });
});

describe('a file of call records', () => {
  it.each(['"","0501', 'a"b,c', '"a"b,c'])('stands up to a broken quote (%s), and is refused from there', (broken) => {
    const { items, refusals } = read(`${rowOf()}\n${rowOf()}\n${broken}\n${rowOf()}\n`);
    expect(items).toHaveLength(2);
    expect(refusals).toMatchObject([{ place: 'row 3', reason: 'CDR.QUOTE_BROKEN' }]);
  });

  it('without a row says nothing', () => {
    expect(read('\n')).toEqual({ parser: 'asterisk-cdr@2', items: [], refusals: [] });
  });

  it('has as many rows as a splitter that knows nothing of calls counts', () => {
    const field = fc.stringMatching(/^[a-z0-9 ,;]{0,6}$/);
    const rows = fc.array(
      fc.oneof(fc.constant(rowOf()), fc.array(field, { minLength: 1, maxLength: 22, size: 'max' }).map(line)),
      {
        maxLength: 20,
        size: 'max',
      },
    );
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const { items, refusals } = read(lines.join(end));
        const places = [...items, ...refusals].map(({ place }) => Number(place.slice('row '.length)));
        expect(places.sort((one, other) => one - other)).toEqual(lines.map((_, n) => n + 1));
      }),
    );
  });

  it('never makes the reader fail, whatever its bytes', () => {
    const mutated = fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 4 })).map(([n, bytes]) => {
      const whole = Buffer.from(`${rowOf()}\n${rowOf()}\n`);
      const at = n % whole.length;
      return Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at + bytes.length)]);
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), mutated), (bytes) => {
        const { items, refusals } = readBytes(bytes);
        expect(items.length + refusals.length).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
