import type { QueueAnswer, Timeline } from '#queries';
import { acceptRestore, putBack } from './operations/put-back.js';
import { deskFolder, mail, SmallDesk } from '../testing/index.js';

type Folder = Awaited<ReturnType<typeof deskFolder>>;

describe('a whole desk in one process', () => {
  let folder: Folder;
  let desk: SmallDesk;
  beforeEach(async () => {
    folder = await deskFolder();
    desk = await SmallDesk.start(folder.settings);
    const inbox = { kind: 'email', address: 'help@desk.example', reopenWindowSeconds: 604_800 };
    expect(await desk.ask('PUT', '/v1/inboxes/help', { json: inbox })).toMatchObject({ status: 200 });
  });
  afterEach(async () => {
    await desk.stop();
    await folder.remove();
  });

  const arrives = async (bytes: string) => {
    expect((await desk.ask('POST', '/v1/inboxes/help/envelopes', { bytes })).status).toBeLessThan(202);
    await desk.settled();
  };
  const queue = async () => (await desk.ask<QueueAnswer>('GET', '/v1/queue?limit=10')).told.tickets;
  const timelineOf = async (customerId: string) =>
    (await desk.ask<Timeline>('GET', `/v1/customers/${customerId}/timeline?limit=50`)).told.entries;

  it('takes a mail to the queue, lets it be claimed, answered and resolved, and tells its story', async () => {
    await arrives(mail('Lina <lina@example.com>', 'm1', 'Where is it?', 'My parcel is late.'));
    const [waiting] = await queue();
    const ticket = `/v1/tickets/${waiting?.ticketId}`;
    expect(await desk.ask('POST', `${ticket}/claim`)).toMatchObject({ status: 200 });
    const reply = { json: { text: 'It is on its way.', then: 'resolved' }, commandId: 'reply-1' };
    const first = await desk.ask('POST', `${ticket}/replies`, reply);
    expect(first).toMatchObject({ told: { facts: ['ReplyWritten', 'TicketResolved'] } });
    expect(await desk.ask('POST', `${ticket}/replies`, reply)).toEqual(first);
    await desk.settled();
    expect(await queue()).toEqual([]);
    const told = JSON.stringify(await timelineOf(String(waiting?.ticketId.split('.')[0])));
    for (const words of ['My parcel is late.', 'It is on its way.']) expect(told).toContain(words);
  });

  it('has everything after a restart, and answers a command as it did before', async () => {
    await arrives(mail('Lina <lina@example.com>', 'm1', 'Where is it?', 'My parcel is late.'));
    const [before] = await queue();
    const note = { json: { text: 'called the carrier' }, commandId: 'note-1' };
    const first = await desk.ask('POST', `/v1/tickets/${before?.ticketId}/notes`, note);
    await desk.stop();
    desk = await SmallDesk.start(folder.settings);
    expect(await desk.ask('POST', `/v1/tickets/${before?.ticketId}/notes`, note)).toEqual(first);
    await arrives(mail('Lina <lina@example.com>', 'm1', 'Where is it?', 'My parcel is late.'));
    expect(await queue()).toMatchObject([{ ticketId: before?.ticketId }]);
  });

  it('lets no second server into its folder', async () => {
    await expect(SmallDesk.start(folder.settings)).rejects.toMatchObject({ code: 'DESK.IN_USE' });
  });

  it('shows what it could not read with the reason, and does not understand a token of nothing', async () => {
    expect(await desk.ask('POST', '/v1/quarantine/bm90LWEtdG9rZW4/retry')).toMatchObject({ status: 400 });
    await arrives('');
    const { told } = await desk.ask<{ refused: { reason: string }[] }>('GET', '/v1/quarantine?limit=10');
    expect(told.refused).toMatchObject([{ reason: 'EMAIL.EMPTY' }]);
  });

  it('is put back from a backup taken while it served, once somebody accepts that', async () => {
    await arrives(mail('Lina <lina@example.com>', 'm1', 'Where is it?', 'My parcel is late.'));
    const elsewhere = await deskFolder();
    const backup = `${folder.settings.dataDir}-backup`;
    const taken = await desk.ask('POST', '/v1/operations/backup', { json: { folder: backup } });
    expect(taken).toMatchObject({ status: 200, told: { result: { version: 1 } } });
    const [before] = await queue();
    await putBack(backup, elsewhere.settings, 'none');
    await expect(SmallDesk.start(elsewhere.settings)).rejects.toMatchObject({ code: 'DESK.RESTORED' });
    expect(await acceptRestore(elsewhere.settings)).toMatchObject({ epoch: 2 });
    await desk.stop();
    desk = await SmallDesk.start(elsewhere.settings);
    await desk.settled();
    expect(await queue()).toMatchObject([{ ticketId: before?.ticketId, number: before?.number }]);
    await expect(putBack(backup, elsewhere.settings, 'none')).rejects.toMatchObject({
      code: 'RESTORE.TARGET_NOT_EMPTY',
    });
    await desk.stop();
    await elsewhere.remove();
  });
});
