import { answerOf, expectProblem, openApi } from '../../testing/index.js';
import type { Answer, ApiUnderTest } from '../../testing/index.js';

describe('what agents do with a ticket', () => {
  let api: ApiUnderTest;
  beforeEach(async () => {
    api = await openApi();
  });
  afterEach(() => api.close());

  async function write(route: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> {
    const [method, path] = route.split(' ') as [string, string];
    const said: Record<string, string> = { 'idempotency-key': 'w1', ...headers };
    said['authorization'] ??= `Bearer ${await api.key('supervisor', 'lina')}`;
    if (body) said['content-type'] = 'application/json';
    const sent = { method, headers: said, ...(body && { body: JSON.stringify(body) }) };
    return answerOf(fetch(`${api.url}/v1${path}`, sent));
  }

  it.each([
    ['POST /tickets/c1.1/claim', undefined, { kind: 'ClaimTicket', ticketId: 'c1.1', agentId: 'lina' }],
    ['POST /tickets/c1.1/assign', { agentId: 'omar' }, { kind: 'AssignTicket', ticketId: 'c1.1', agentId: 'omar' }],
    ['POST /tickets/c1.1/release', undefined, { kind: 'ReleaseTicket', ticketId: 'c1.1', agentId: 'lina' }],
    ['POST /tickets/c1.1/release', { agentId: 'omar' }, { kind: 'ReleaseTicket', ticketId: 'c1.1', agentId: 'omar' }],
    ['POST /tickets/c1.1/hand-over', { teamId: 'billing' }, { kind: 'HandOverTicket', ticketId: 'c1.1', teamId: 'billing' }],
    ['POST /tickets/c1.1/priority', { priority: 'urgent' }, { kind: 'PrioritiseTicket', ticketId: 'c1.1', priority: 'urgent' }],
    ['POST /tickets/c1.1/tags', { tag: 'استرداد' }, { kind: 'TagTicket', ticketId: 'c1.1', tag: 'استرداد' }],
    [`DELETE /tickets/c1.1/tags/${encodeURIComponent('استرداد')}`, undefined, { kind: 'UntagTicket', ticketId: 'c1.1', tag: 'استرداد' }],
    ['POST /tickets/c1.1/pending', undefined, { kind: 'SetPending', ticketId: 'c1.1' }],
    ['POST /tickets/c1.1/snooze', { until: '2026-03-02T08:00:00+03:00' }, { kind: 'SnoozeTicket', ticketId: 'c1.1', until: '2026-03-02T05:00:00.000Z' }],
    ['POST /tickets/c1.1/wake', undefined, { kind: 'WakeTicket', ticketId: 'c1.1' }],
    ['POST /tickets/c1.1/resolution', undefined, { kind: 'ResolveTicket', ticketId: 'c1.1' }],
    ['POST /tickets/c1.1/reopen', undefined, { kind: 'ReopenTicket', ticketId: 'c1.1' }],
    ['POST /tickets/c1.1/close', undefined, { kind: 'CloseTicket', ticketId: 'c1.1' }],
    ['POST /tickets/c1.1/spam', undefined, { kind: 'MarkAsSpam', ticketId: 'c1.1' }],
    ['DELETE /tickets/c1.1/spam', undefined, { kind: 'RemoveSpamMark', ticketId: 'c1.1' }],
    ['POST /tickets/c1.1/replies', { text: 'Hello', then: 'pending' }, { kind: 'WriteReply', ticketId: 'c1.1', text: 'Hello', then: 'pending' }],
    ['POST /tickets/c1.1/notes', { text: 'Angry.' }, { kind: 'AddNote', ticketId: 'c1.1', text: 'Angry.' }],
    ['POST /customers/merge', { customerIds: ['c1', 'c2'] }, { kind: 'MergeCustomers', customerIds: ['c1', 'c2'] }],
    ['POST /customers/unmerge', { customerIds: ['c1', 'c2'] }, { kind: 'UnmergeCustomers', customerIds: ['c1', 'c2'] }],
    ['POST /customers/dismiss-suggestion', { customerIds: ['c1', 'c2'], likenesses: ['same-name'] }, { kind: 'DismissSuggestion', customerIds: ['c1', 'c2'], likenesses: ['same-name'] }],
    ['POST /customers/c1/handles/claim', { kind: 'email', handle: 'a@b.example' }, { kind: 'ClaimHandle', customerId: 'c1', handleKind: 'email', handle: 'a@b.example' }],
    ['POST /customers/c1/handles/release', { kind: 'email', handle: 'a@b.example' }, { kind: 'ReleaseHandle', customerId: 'c1', handleKind: 'email', handle: 'a@b.example' }],
    ['POST /messages/m1/move', { fromConversationId: 'c1.c1', toConversationId: 'c1.c2' }, { kind: 'MoveMessage', messageId: 'm1', fromConversationId: 'c1.c1', toConversationId: 'c1.c2' }],
    ['POST /messages/m1/move', { fromConversationId: 'c1.c1', toCustomerId: 'c2' }, { kind: 'TransferMessage', messageId: 'm1', fromConversationId: 'c1.c1', toCustomerId: 'c2' }],
  ])('%s %j reaches the rules as one command', async (route, body, command) => {
    const { status, body: answer } = await write(route, body);
    expect(status).toBe(/(replies|notes)$/.test(route) ? 201 : 200);
    expect(answer).toMatchObject({ commandId: 'w1', position: 't7' });
    expect(api.asked).toEqual([{ commandId: 'w1', actor: { class: 'agent', id: 'lina' }, command }]);
  }); // prettier-ignore

  it('lets a key that names no agent act for itself', async () => {
    await write('POST /tickets/c1.1/wake', undefined, { authorization: `Bearer ${await api.key('agent')}` });
    expect(api.asked[0]?.actor).toEqual({ class: 'agent', id: (await api.store.keys.list())[0]?.id });
  });

  it('does nothing without an Idempotency-Key, or with one that cannot be printed', async () => {
    const missing = { status: 400, code: 'REQUEST.IDEMPOTENCY_KEY_MISSING' };
    expectProblem(await write('POST /tickets/c1.1/claim', undefined, { 'idempotency-key': '' }), missing);
    const malformed = { status: 400, code: 'REQUEST.IDEMPOTENCY_KEY_MALFORMED' };
    expectProblem(await write('POST /tickets/c1.1/claim', undefined, { 'idempotency-key': 'a b' }), malformed);
    expect(api.asked).toEqual([]);
  });

  it.each([
    ['POST /tickets/c1.1/priority', { priority: 'asap' }, 'priority'],
    ['POST /tickets/c1.1/assign', {}, 'agentId'],
    ['POST /tickets/c1.1/assign', { agentId: 'omar', agentid: 'omar' }, 'agentid'],
    ['POST /tickets/c1.1/snooze', { until: '2026-03-02T08:00:00' }, 'until'],
    ['POST /tickets/c1.1/snooze', { until: '2026-02-31T08:00:00Z' }, 'until'],
    ['POST /tickets/c1.1/replies', { text: '' }, 'text'],
    ['POST /tickets/c1.1/replies', { text: 'Hello', then: 'closed' }, 'then'],
    ['POST /tickets/c1.1/tags', { tag: ' ' }, 'tag'],
    ['POST /customers/merge', { customerIds: ['c1'] }, 'customerIds'],
    ['POST /customers/c1/handles/claim', { kind: 'pigeon', handle: 'x' }, 'kind'],
  ])('%s %j is refused, naming the field "%s"', async (route, body, field) => {
    const refused = await write(route, body);
    expectProblem(refused, { status: 400, code: 'REQUEST.FIELDS_INVALID' });
    expect(refused.body['fields']).toContainEqual({ field, reason: expect.any(String) as string });
    expect(api.asked).toEqual([]);
  });

  it('refuses a body that is no JSON, and one that is something else', async () => {
    const authorization = `Bearer ${await api.key('agent')}`;
    const send = (contentType: string) =>
      answerOf(
        fetch(`${api.url}/v1/tickets/c1.1/notes`, {
          method: 'POST',
          body: '{"text": ',
          headers: { authorization, 'content-type': contentType, 'idempotency-key': 'w1' },
        }),
      );
    expectProblem(await send('application/json'), { status: 400, code: 'REQUEST.MALFORMED' });
    expectProblem(await send('text/csv'), { status: 415, code: 'REQUEST.MEDIA_TYPE_UNKNOWN' });
  });

  it('refuses an address that cannot be read', async () => {
    expectProblem(await write('POST /tickets/%zz/claim'), { status: 400, code: 'REQUEST.MALFORMED' });
  });

  it('says that there is nothing at an address nobody serves', async () => {
    expectProblem(await write('POST /tickets/c1.1/explode'), { status: 404, code: 'REQUEST.ROUTE_NOT_FOUND' });
  });
});
