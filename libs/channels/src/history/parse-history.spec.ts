import fc from 'fast-check';
import type { InboxProfile, ParsedEnvelope } from '../item.js';
import { parseHistory } from './parse-history.js';

const inbox: InboxProfile = {
  id: 'old-desk',
  kind: 'history',
  address: '',
  ownAddresses: [],
  region: 'SA',
  timeZone: 'Asia/Riyadh',
};
const readBytes = (bytes: Uint8Array): ParsedEnvelope =>
  parseHistory(
    { bytes, contentType: 'application/json', receivedAt: '2026-03-02T00:00:00.000Z', nativeId: '', context: '' },
    inbox,
  ) as ParsedEnvelope;
const read = (line: object): ParsedEnvelope => readBytes(Buffer.from(JSON.stringify(line)));

const asked = {
  conversation: 'c-1',
  id: 'm-1',
  at: '2026-03-01T11:00:00+03:00',
  channel: 'social',
  author: 'customer',
  customer: { kind: 'x', id: 'lina', name: 'Lina' },
  text: 'أين طلبي؟',
};
const answered = { ...asked, id: 'm-2', author: { agent: 'omar' }, customer: undefined, text: 'في الطريق' };
const row = {
  ticket: 'INC1',
  openedAt: '2026-02-28 08:00',
  changedAt: '2026-02-28 09:30:15',
  channel: 'phone',
  customer: { kind: 'account', id: 'Caller 7' },
  status: 'pending',
  assignee: 'resolver-16',
  team: 'group-70',
  priority: 'high',
  topic: 'Category 53',
};

describe('a message of the past', () => {
  it('of a customer is a message on the channel it came by, named by its conversation and its id', () => {
    expect(read(asked)).toMatchObject({
      parser: 'history@1',
      refusals: [],
      items: [
        {
          kind: 'message',
          nativeId: 'c-1/m-1',
          claimedAt: '2026-03-01T08:00:00.000Z',
          channel: 'social',
          handles: [{ kind: 'x', value: 'lina', class: 'personal' }],
          senderName: 'Lina',
          newText: 'أين طلبي؟',
          thread: { conversation: 'c-1' },
        },
      ],
    });
  });

  it('of an agent or a bot is a reply in its conversation', () => {
    expect(read({ ...answered, resolves: true }).items).toMatchObject([
      { kind: 'reply', conversation: 'c-1', by: { class: 'agent', id: 'omar' }, text: 'في الطريق', resolves: true },
    ]);
    expect(read({ ...answered, author: { bot: 'faq' } }).items).toMatchObject([{ by: { class: 'bot', id: 'faq' } }]);
  });

  it('of an agent to a customer begins the conversation where nothing stands before it', () => {
    const { items } = read({ ...answered, customer: asked.customer, subject: 'Your order' });
    expect(items).toMatchObject([
      {
        kind: 'opening',
        nativeId: 'c-1/begun',
        by: { id: 'omar' },
        handles: [{ value: 'lina' }],
        subject: 'Your order',
      },
      { kind: 'reply' },
    ]);
  });

  it('that was a mail is answered by its Message-ID', () => {
    const mail = {
      ...asked,
      channel: 'email',
      id: '<1@shop.example>',
      customer: { kind: 'email', id: 'Lina@X.example' },
    };
    expect(read(mail).items).toMatchObject([
      { thread: { ownId: '1@shop.example' }, handles: [{ value: 'lina@x.example' }] },
    ]);
    expect(read({ ...answered, channel: 'email', id: '<2@shop.example>' }).items).toMatchObject([
      { ownId: '2@shop.example' },
    ]);
  });
});

describe('a ticket of the past', () => {
  it('is its opening and what it was after a change, in the inbox’s time zone', () => {
    expect(read(row).items).toMatchObject([
      {
        kind: 'opening',
        conversation: 'INC1',
        nativeId: 'INC1/opened',
        claimedAt: '2026-02-28T05:00:00.000Z',
        by: { class: 'customer' },
        handles: [{ kind: 'account', value: 'old-desk/Caller 7', class: 'personal' }],
        teamId: 'group-70',
      },
      {
        kind: 'change',
        conversation: 'INC1',
        claimedAt: '2026-02-28T06:30:15.000Z',
        by: { class: 'system', id: 'import' },
        now: {
          status: 'pending',
          assigneeId: 'resolver-16',
          teamId: 'group-70',
          priority: 'high',
          topic: 'Category 53',
        },
      },
    ]);
  });

  it('says nothing of what its line leaves out, and of nobody that it is nobody’s', () => {
    const { ticket, changedAt, channel } = row;
    const [opening, change] = read({ ticket, changedAt, channel, assignee: null, by: 'omar' }).items;
    expect(opening).toMatchObject({ handles: [], claimedAt: '2026-02-28T06:30:15.000Z' });
    expect(opening).not.toHaveProperty('teamId');
    expect(change).toMatchObject({ now: { assigneeId: '' }, by: { class: 'agent', id: 'omar' } });
    expect(Object.keys((change as { now: object }).now)).toEqual(['assigneeId']);
  });

  it('was resolved when its line says so, where that is not when the line was written', () => {
    const times = read({ ...row, status: 'closed', resolvedAt: '2026-02-28 09:00' }).items.map(
      (item) => item.claimedAt,
    );
    expect(times).toEqual(['2026-02-28T05:00:00.000Z', '2026-02-28T06:00:00.000Z', '2026-02-28T06:30:15.000Z']);
    expect(read({ ...row, resolvedAt: '2026-02-28 09:00' }).items).toHaveLength(2);
  });

  it('does not change before it opens', () => {
    const [opening, change] = read({ ...row, changedAt: '2026-02-28 07:00' }).items;
    expect(change?.claimedAt).toBe(opening?.claimedAt);
  });

  it('is told apart by all of its line: the same line is the same change', () => {
    const idOf = (line: object) => read(line).items[1]?.nativeId;
    expect(idOf(row)).toBe(idOf(row));
    expect(idOf({ ...row, priority: 'low' })).not.toBe(idOf(row));
  });
});

describe('a line of history', () => {
  it.each<[string, object, string, string]>([
    ['names nothing', {}, 'HISTORY.FORM', 'neither'],
    ['has no time', { ...asked, at: 'yesterday' }, 'HISTORY.FIELD', '"at"'],
    ['has no such day', { ...row, changedAt: '2026-02-30 08:00' }, 'HISTORY.FIELD', '"changedAt"'],
    ['has no id', { ...asked, id: ' ' }, 'HISTORY.FIELD', '"id"'],
    ['has an unknown channel', { ...row, channel: 'Phone' }, 'HISTORY.FIELD', '"channel"'],
    ['has an unknown status', { ...row, status: 'Awaiting Vendor' }, 'HISTORY.FIELD', '"status"'],
    ['has an unknown priority', { ...row, priority: '3' }, 'HISTORY.FIELD', '"priority"'],
    ['names an agent by no id', { ...row, assignee: 'Resolver 16' }, 'HISTORY.FIELD', '"assignee"'],
    ['has no author', { ...asked, author: 'lina' }, 'HISTORY.FIELD', '"author"'],
    ['has a customer of no kind', { ...asked, customer: { kind: 'fax', id: '1' } }, 'HISTORY.FIELD', '"customer"'],
    ['does not say which customer wrote', { ...asked, customer: undefined }, 'HISTORY.FIELD', '"customer"'],
    ['holds a text that is none', { ...asked, text: 7 }, 'HISTORY.FIELD', '"text"'],
    ['resolves perhaps', { ...answered, resolves: 'yes' }, 'HISTORY.FIELD', '"resolves"'],
    ['is about too much', { ...row, topic: 'x'.repeat(201) }, 'HISTORY.FIELD', '"topic"'],
  ])('that %s is refused, with the field at fault', (_what, line, reason, word) => {
    const { items, refusals } = read(line);
    expect(items).toEqual([]);
    expect(refusals).toMatchObject([{ place: '', reason, detail: expect.stringContaining(word) as string }]);
  });

  it.each(['', '[]', '"x"', '{"conversation":'])('that is no JSON object (%s) is refused', (text) => {
    expect(readBytes(Buffer.from(text)).refusals).toMatchObject([{ reason: 'HISTORY.NOT_JSON' }]);
  });

  it('never makes the reader fail, whatever stands in its fields', () => {
    const fields = [...new Set([...Object.keys(asked), ...Object.keys(row), 'resolvedAt', 'by', 'html', 'subject'])];
    const line = fc.dictionary(fc.constantFrom(...fields), fc.jsonValue());
    fc.assert(
      fc.property(line, fc.constantFrom({}, asked, row), (odd, plain) => {
        const { items, refusals } = read({ ...plain, ...odd });
        expect(items.length > 0).toBe(refusals.length === 0);
      }),
    );
  });
});
