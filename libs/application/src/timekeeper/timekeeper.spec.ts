import { email, inboxSettings, message, TestDesk, testStores } from '../../testing/index.js';
import type { TestStores } from '../../testing/index.js';
import type { DeskCommand } from '../commands/desk-command.js';
import { InboxRegister } from '../inboxes/inbox-register.js';
import { recordersOver } from '../recording/recorders.js';
import type { DueTicket } from './due-tickets.port.js';
import { Timekeeper } from './timekeeper.js';

const ali = { class: 'agent', id: 'ali' } as const;
const until = '2026-03-02T08:00:00.000Z';

describe('the timekeeper', () => {
  let stores: TestStores;
  let desk: TestDesk;
  let tickets: string[];
  let due: DueTicket[];
  let faults: unknown[];
  beforeEach(async () => {
    [due, faults] = [[], []];
    stores = await testStores();
    desk = await TestDesk.open(stores);
    await desk.connect('help', 'email');
    for (const name of ['lina', 'sami']) {
      await desk.push('help', [message({ by: [email(`${name}@example.com`)], id: name })]);
    }
    await desk.settle();
    tickets = (await named('TicketOpened')).map(({ clear }) => String(clear['ticketId']));
  });
  const named = async (type: string) => (await desk.events()).filter((event) => event.type === type);
  const ask = (command: DeskCommand) => desk.commands.execute(JSON.stringify(command), ali, command);
  const ticketId = () => tickets[0] ?? '';
  /** Comes at this time, and is told by the pages what is due. */
  const comes = (now: string) => oneAt(now).keepTime();
  const oneAt = (now: string) =>
    new Timekeeper({
      due: { dueBefore: async () => due },
      recorders: recordersOver(stores.log, stores.sealer),
      inboxes: new InboxRegister(stores.store.inboxes),
      clock: { now: () => now },
      onFault: (fault) => faults.push(fault),
    });
  const resolve = async () => {
    await ask({ kind: 'ResolveTicket', ticketId: ticketId() });
    const [resolvedEvent] = await named('TicketResolved');
    return new Date(Date.parse(resolvedEvent?.occurredAt ?? '') + 86_400_000).toISOString();
  };

  it('wakes a ticket when it was due, however late it comes, and once', async () => {
    await ask({ kind: 'SnoozeTicket', ticketId: ticketId(), until });
    due = [{ ticketId: ticketId(), what: 'wake', dueAt: until }];
    expect(await comes('2026-03-05T08:00:00.000Z')).toBe(1);
    expect(await comes('2026-03-06T08:00:00.000Z')).toBe(0);
    expect(await named('TicketWoken')).toMatchObject([
      { occurredAt: until, actor: { class: 'system', id: 'timekeeper' }, clear: { because: 'due' } },
    ]);
  });

  it('closes a resolved ticket when the window of its inbox is over', async () => {
    const dueAt = await resolve();
    due = [{ ticketId: ticketId(), what: 'close', dueAt }];
    expect(await comes('2026-03-09T08:00:00.000Z')).toBe(1);
    expect(await named('TicketClosed')).toMatchObject([{ occurredAt: dueAt }]);
  });

  it('goes by the window that its inbox has now, whoever set it meanwhile', async () => {
    const dueAt = await resolve();
    const timekeeper = oneAt(dueAt);
    await timekeeper.keepTime();
    const settings = { ...inboxSettings('email'), reopenWindowSeconds: 7 * 86_400 };
    await ask({ kind: 'ConnectInbox', inbox: 'help', settings });
    due = [{ ticketId: ticketId(), what: 'close', dueAt }];
    expect(await timekeeper.keepTime()).toBe(0);
    expect(faults).toEqual([]);
  });

  it('does not believe pages that lag: what was reopened and resolved again stays open to its customer', async () => {
    const dueAt = await resolve();
    await ask({ kind: 'ReopenTicket', ticketId: ticketId() });
    due = [{ ticketId: ticketId(), what: 'close', dueAt }];
    expect(await comes('2026-03-09T08:00:00.000Z')).toBe(0);
    desk.wait(86_000);
    await ask({ kind: 'AddNote', ticketId: ticketId(), text: 'once more' });
    await desk.commands.execute('resolve again', ali, { kind: 'ResolveTicket', ticketId: ticketId() });
    expect(await comes(dueAt)).toBe(0);
    expect(faults).toEqual([]);
  });

  it('keeps no ticket waiting for a file that cannot be read', async () => {
    for (const each of tickets) await ask({ kind: 'SnoozeTicket', ticketId: each, until });
    due = tickets.map((each) => ({ ticketId: each, what: 'wake', dueAt: until }));
    const readStream = stores.log.readStream.bind(stores.log);
    stores.log.readStream = (stream, after, limit) =>
      stream.endsWith(tickets[0]?.split('.')[0] ?? '')
        ? Promise.reject(new Error('damaged'))
        : readStream(stream, after, limit);
    expect(await comes('2026-03-05T08:00:00.000Z')).toBe(1);
    expect(faults).toHaveLength(1);
  });

  it('is started by no import', async () => {
    await desk.push(
      'help',
      [message({ by: [email('omar@example.com')], id: 'old', at: '2020-01-01T08:00:00.000Z' })],
      'bulk',
    );
    await desk.settle();
    const { stream } = (await named('MessageReceived')).at(-1) ?? {};
    const facts = (await desk.events()).filter((event) => event.stream === stream);
    expect(facts.map(({ type }) => type)).toEqual(['MessageReceived', 'TicketOpened']);
  });

  it('looks until it is told to stop, and tells of a fault', async () => {
    const stop = new AbortController();
    const timekeeper = new Timekeeper({
      due: {
        dueBefore: () => {
          stop.abort();
          return Promise.reject(new Error('the pages are away'));
        },
      },
      recorders: recordersOver(stores.log, stores.sealer),
      inboxes: new InboxRegister(stores.store.inboxes),
      clock: { now: () => until },
      onFault: (fault) => faults.push(fault),
    });
    await timekeeper.run(1, stop.signal);
    expect(faults).toMatchObject([{ message: 'the pages are away' }]);
  });
});
