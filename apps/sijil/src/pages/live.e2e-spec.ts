import { Listener } from '../../../api/testing/index.js';
import type { QueueAnswer } from '#queries';
import { deskFolder, mail, SmallDesk } from '../../testing/index.js';

describe('the queue of a desk at work, live', () => {
  let folder: Awaited<ReturnType<typeof deskFolder>>;
  let desk: SmallDesk;
  beforeAll(async () => {
    folder = await deskFolder();
    desk = await SmallDesk.start(folder.settings);
    await desk.ask('PUT', '/v1/inboxes/help', { json: { kind: 'email', address: 'help@desk.example' } });
  });
  afterAll(async () => {
    await desk.stop();
    await folder.remove();
  });

  const arrives = (id: string, from: string) =>
    desk.ask('POST', '/v1/inboxes/help/envelopes', { bytes: mail(from, id, 'Where is it?', 'My parcel is late.') });
  /** Whether an assignee was deactivated stands on another page: rows that are told leave it out. */
  const queue = async () => {
    const { told } = await desk.ask<QueueAnswer & { position: string }>('GET', '/v1/queue');
    return { ...told, tickets: told.tickets.map(({ assigneeDeactivatedAt: _, ...row }) => row) };
  };
  const listen = (path: string, lastEventId = '') =>
    Listener.open(`${desk.url}/v1/live${path}`, {
      ...desk.headers(),
      ...(lastEventId !== '' && { 'last-event-id': lastEventId }),
    });

  it('shows what is committed: a row exactly as the queue shows it, and that it left', async () => {
    const listener = await listen('/queue');
    await listener.nextWhere(({ event }) => event === 'ready');
    await arrives('m1', 'Lina <lina@example.com>');
    const { data } = await listener.nextWhere(({ event }) => event === 'ticket');
    await desk.settled();
    expect((await queue()).tickets).toEqual([data]);
    await desk.ask('POST', `/v1/tickets/${String(data['ticketId'])}/resolution`);
    expect((await listener.nextWhere(({ event }) => event === 'left')).data).toEqual({ ticketId: data['ticketId'] });
    listener.leave();
  });

  it('loses no row for who reads a page and then watches, comes and goes, and for whom the desk restarts', async () => {
    const rows = new Map<string, unknown>();
    const read = async () => {
      const { tickets, position } = await queue();
      rows.clear();
      for (const ticket of tickets) rows.set(ticket.ticketId, ticket);
      return position;
    };
    const watch = async (from: string, isOver: () => boolean) => {
      const listener = await listen('/queue', from);
      while (!isOver()) {
        const { event, data } = (await listener.next()) ?? { data: {} };
        if (event === 'reset') await read();
        if (event === 'ticket') rows.set(String(data['ticketId']), data);
      }
      listener.leave();
    };
    let last = await read();
    for (const round of [1, 2, 3]) {
      const wanted = rows.size + 4;
      const arriving = Promise.all([1, 2, 3, 4].map((n) => arrives(`r${round}-${n}`, `c${round}${n}@example.com`)));
      await watch(last, () => rows.size >= wanted);
      await arriving;
      await desk.settled();
      last = (await queue()).position;
      if (round === 2) {
        await desk.stop();
        desk = await SmallDesk.start(folder.settings);
      }
    }
    expect(rows).toEqual(new Map((await queue()).tickets.map((ticket) => [ticket.ticketId, ticket])));
  });
});
