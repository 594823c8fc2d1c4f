import { postgresUnderTest } from '#postgres/testing';
import { signVisitorToken } from '#channels/open';
import { ChatWindow, Listener } from '../../apps/api/testing/index.js';
import type { Heard } from '../../apps/api/testing/index.js';
import { seedOfRun } from '../faults/chance.js';
import { Connector } from '../faults/connector.js';
import { Deliveries } from '../faults/deliveries.js';
import type { DeskAddress } from '../faults/desk-process.js';
import { withFolder } from '../faults/with-folder.js';
import { onOneDatabase, RoleDesk, roleAdminKey } from './role-desk.js';

const postgres = await postgresUnderTest();
const secret = 'chat secret of the roles';

postgres.describe('a desk of several processes', () => {
  const seed = seedOfRun();
  const folder = withFolder();
  const [deliveries, connector] = [new Deliveries(seed), new Connector()];
  let desk: RoleDesk;
  let [first, second] = [] as unknown as [DeskAddress, DeskAddress];
  const pushBy = async (door: DeskAddress, count: number) => {
    connector.handIn(...Array.from({ length: count }, () => deliveries.next()));
    while (connector.waiting > 0) await connector.push(door);
  };
  const answerOf = async <Answer>(door: DeskAddress, path: string) =>
    JSON.parse((await door.ask('GET', path)).text) as Answer;

  beforeAll(async () => {
    const own = { CHAT_SECRET: secret, DRAIN_NOTICE_SECONDS: '4' };
    desk = new RoleDesk({ ...onOneDatabase(postgres.freshUrl(), folder()), ...own });
    await desk.begin({ intake: 2, api: 2, projector: 2, relay: 1 });
    [first, second] = desk.doors as [DeskAddress, DeskAddress];
    await connector.connect(first);
    const chat = { kind: 'web-chat', address: 'shop.example', secretName: 'CHAT_SECRET' };
    await first.write('PUT', '/v1/inboxes/chat', 'connect-chat', chat);
    const known = () => answerOf<{ inboxes: unknown[] }>(second, '/v1/inboxes');
    await desk.until(known, ({ inboxes }) => inboxes.length === 4);
  }, 180_000);
  afterAll(() => desk.end());

  it(`shows at each door what came in by the other, as far as it is asked to wait (FAULTS_SEED=${seed})`, async () => {
    await pushBy(first, 30);
    await pushBy(second, 30);
    await first.settled();
    const queues = await Promise.all([first, second].map((door) => answerOf(door, '/v1/queue?limit=50')));
    expect(queues[0]).toEqual(queues[1]);
    const { tickets } = queues[0] as { tickets: { ticketId: string }[] };
    const path = `/v1/tickets/${tickets[0]?.ticketId}`;
    const claimed = JSON.parse((await first.write('POST', `${path}/notes`, 'note-1', { text: 'Seen.' })).text) as {
      position: string;
    };
    expect(await second.ask('GET', `${path}?minPosition=${claimed.position}`)).toMatchObject({ status: 200 });
  }, 120_000);

  it('reads an envelope again, whichever door is asked to', async () => {
    connector.handIn(deliveries.nextBroken());
    await pushBy(first, 0);
    await first.settled();
    const { refused } = await answerOf<{ refused: { envelope: string }[] }>(second, '/v1/quarantine');
    const path = `/v1/quarantine/${refused[0]?.envelope}/retry`;
    expect(await second.write('POST', path, 'again-2')).toMatchObject({ status: 200 });
    expect(await first.write('POST', path, 'again-1')).toMatchObject({ status: 200 });
  }, 120_000);

  it('brings a reply to the window of its visitor, at whichever door that is open', async () => {
    const window = await ChatWindow.open(second.url);
    await window.ask({ type: 'hello', token: signVisitorToken({ visitor: 'v1', inbox: 'chat' }, secret) });
    await window.ask({ type: 'message', id: 'm1', text: 'jabuticaba' });
    const search = () => answerOf<{ hits: { ticketId: string }[] }>(first, '/v1/search?q=jabuticaba');
    const { hits } = await desk.until(search, (found) => found.hits.length > 0);
    await first.write('POST', `/v1/tickets/${hits[0]?.ticketId}/replies`, 'reply-1', { text: 'أهلا' });
    expect(await window.next()).toMatchObject({ type: 'reply', text: 'أهلا' });
    window.socket.close();
    await window.closed;
  }, 120_000);

  it('tells whoever watches at one door, row by row, what came in by the other, and who comes back at that one what he missed', async () => {
    const authorization = `Bearer ${roleAdminKey}`;
    await first.settled();
    const before = await answerOf<{ tickets: { ticketId: string }[] }>(first, '/v1/queue?limit=200');
    const known = new Set(before.tickets.map(({ ticketId }) => ticketId));
    const watching = await Listener.open(`${first.url}/v1/live/queue`, { authorization });
    const { id } = await watching.nextWhere(({ event }) => event === 'ready');
    connector.handIn(deliveries.nextOfStranger());
    await pushBy(second, 12);
    const rows = async (listener: Listener) => {
      const told = new Map<unknown, unknown>();
      const { tickets } = await answerOf<{ tickets: { ticketId: string }[] }>(second, `/v1/queue?limit=200`);
      const fresh = tickets.filter(({ ticketId }) => !known.has(ticketId)).map(({ ticketId }) => ticketId);
      while (!fresh.every((ticketId) => told.has(ticketId))) {
        const { event, data } = await listener.nextWhere(({ event }) => event === 'ticket' || event === 'reset');
        expect(event).toBe('ticket');
        told.set(data['ticketId'], data);
      }
      return fresh.length;
    };
    await first.settled();
    expect(await rows(watching)).toBeGreaterThan(0);
    watching.leave();
    const back = await Listener.open(`${second.url}/v1/live/queue`, { authorization, 'last-event-id': String(id) });
    expect(await rows(back)).toBeGreaterThan(0);
    back.leave();
  }, 120_000);

  it('tells whoever looks at a ticket at one door who is typing at the other', async () => {
    const { tickets } = await answerOf<{ tickets: { ticketId: string }[] }>(first, '/v1/queue?limit=1');
    const ticketId = tickets[0]?.ticketId ?? '';
    const authorization = `Bearer ${roleAdminKey}`;
    const watching = await Listener.open(`${first.url}/v1/live/tickets/${ticketId}`, { authorization });
    const typing = () => second.write('PUT', '/v1/presence', 'presence', { ticketId, state: 'typing' });
    await desk.until(typing, ({ status }) => status === 200);
    const isTyping = ({ event, data }: Heard) => event === 'presence' && JSON.stringify(data).includes('typing');
    expect((await watching.nextWhere(isTyping)).data).toMatchObject({ ticketId, agents: [{ state: 'typing' }] });
    await second.write('PUT', '/v1/presence', 'presence', { ticketId, state: 'gone' });
    const isGone = ({ event, data }: Heard) => event === 'presence' && !JSON.stringify(data).includes('typing');
    expect((await watching.nextWhere(isGone)).data).toEqual({ ticketId, agents: [] });
    watching.leave();
  }, 120_000);

  it('erases a customer at one door for all of them', async () => {
    const { tickets } = await answerOf<{ tickets: { ticketId: string }[] }>(first, '/v1/queue?limit=1');
    const customerId = tickets[0]?.ticketId.split('.')[0];
    const { text } = await first.write('POST', '/v1/operations/erase', 'erase-1', { customerIds: [customerId] });
    expect(text).toContain('"customerIds"');
    await second.settled();
    expect((await second.ask('GET', `/v1/customers/${customerId}/timeline`)).text).not.toContain('mark-');
  }, 120_000);

  it('copies to its pages what a second copying makes of the log', async () => {
    await first.settled();
    expect(await second.operate('rebuild', { compare: true })).toMatchObject({ result: { comparison: { differences: 0 } } }); // prettier-ignore
    expect(await second.operate('verify')).toMatchObject({ result: { findings: [] } });
  }, 120_000);

  it('is not ready as soon as it is asked to stop, takes in what still comes for a while, and ends with 0, process by process', async () => {
    const ending = desk.stop();
    const readiness = async () => (await first.ask('GET', '/health/ready')).status;
    expect(await desk.until(readiness, (status) => status !== 200)).toBe(503);
    connector.handIn(deliveries.next());
    await connector.push(first);
    expect(connector.waiting).toBe(0);
    expect(await ending).toEqual(Array.from({ length: 7 }, () => ({ code: 0, signal: null })));
    expect(desk.complaints).not.toMatch(/"where":"(?!intake")/);
  }, 120_000);
});
