import { postgresUnderTest } from '#postgres/testing';
import type { QueueAnswer, Timeline } from '#queries';
import { deskFolder, mail, SmallDesk } from '../testing/index.js';

type Folder = Awaited<ReturnType<typeof deskFolder>>;

const postgres = await postgresUnderTest();

/** Log, desk store and keys of these settings lie at the address; pages and blobs in a folder of their own. */
const folderOn = (url: string): Promise<Folder> => deskFolder({ LOG_URL: url, DESK_URL: url, KEYS_URL: url });

const arrives = async (desk: SmallDesk, id: string, text: string): Promise<void> => {
  const bytes = mail('Lina <lina@example.com>', id, 'Where is it?', text);
  expect((await desk.ask('POST', '/v1/inboxes/help/envelopes', { bytes })).status).toBeLessThan(202);
  await desk.settled();
};
const queue = async (desk: SmallDesk) => (await desk.ask<QueueAnswer>('GET', '/v1/queue?limit=10')).told.tickets;
const story = async (desk: SmallDesk, customerId = '') =>
  JSON.stringify((await desk.ask<Timeline>('GET', `/v1/customers/${customerId}/timeline?limit=50`)).told.entries);

postgres.describe('a desk whose log, desk store and keys lie on PostgreSQL', () => {
  const folders: Folder[] = [];
  const desks: SmallDesk[] = [];
  const begin = async (folder: Folder): Promise<SmallDesk> => {
    const desk = await SmallDesk.start(folder.settings);
    desks.push(desk);
    return desk;
  };
  beforeEach(async () => {
    const url = postgres.freshUrl();
    folders.push(await folderOn(url), await folderOn(url));
    const inbox = { kind: 'email', address: 'help@desk.example', reopenWindowSeconds: 604_800 };
    const desk = await begin(folders[0] as Folder);
    expect(await desk.ask('PUT', '/v1/inboxes/help', { json: inbox })).toMatchObject({ status: 200 });
  });
  afterEach(async () => {
    await Promise.all(desks.splice(0).map((desk) => desk.stop()));
    await Promise.all(folders.splice(0).map((folder) => folder.remove()));
  });

  it('takes a mail to the queue, lets it be answered and resolved, and has it all after a restart', async () => {
    const desk = desks[0] as SmallDesk;
    await arrives(desk, 'm1', 'My parcel is late.');
    const [waiting] = await queue(desk);
    const reply = { json: { text: 'It is on its way.', then: 'resolved' }, commandId: 'reply-1' };
    const first = await desk.ask('POST', `/v1/tickets/${waiting?.ticketId}/replies`, reply);
    expect(first).toMatchObject({ told: { facts: ['ReplyWritten', 'TicketResolved'] } });
    await desk.stop();
    const again = await begin(folders[0] as Folder);
    expect(await again.ask('POST', `/v1/tickets/${waiting?.ticketId}/replies`, reply)).toEqual(first);
    await arrives(again, 'm1', 'My parcel is late.');
    const told = await story(again, waiting?.ticketId.split('.')[0]);
    for (const words of ['My parcel is late.', 'It is on its way.']) expect(told).toContain(words);
  });

  it('is served by two servers: what one takes the other shows, and goes on with when the first is gone', async () => {
    const [first, second] = [desks[0] as SmallDesk, await begin(folders[1] as Folder)];
    await arrives(first, 'm1', 'My parcel is late.');
    await second.settled();
    const [waiting] = await queue(second);
    expect(await queue(first)).toEqual([waiting]);
    expect(await second.ask('POST', `/v1/tickets/${waiting?.ticketId}/claim`)).toMatchObject({ status: 200 });
    await first.stop();
    await arrives(second, 'm1', 'My parcel is late.');
    await arrives(second, 'm2', 'And it is still not here.');
    expect((await queue(second)).map(({ ticketId }) => ticketId)).toContain(waiting?.ticketId);
  });

  it('erases a customer, keys and all', async () => {
    const desk = desks[0] as SmallDesk;
    await arrives(desk, 'm1', 'My parcel is late.');
    const customerId = (await queue(desk))[0]?.ticketId.split('.')[0] ?? '';
    const erased = await desk.ask('POST', '/v1/operations/erase', { json: { customerIds: [customerId] } });
    expect(erased).toMatchObject({ status: 200 });
    await desk.settled();
    expect(await story(desk, customerId)).not.toContain('My parcel is late.');
  });
});
