import { Writable } from 'node:stream';
import { pino } from 'pino';
import { postgresUnderTest } from '#postgres/testing';
import type { QueueAnswer, Timeline } from '#queries';
import { deskFolder, mail, SmallDesk } from '../testing/index.js';

type Folder = Awaited<ReturnType<typeof deskFolder>>;

const postgres = await postgresUnderTest();

postgres.describe('a desk whose log is in PostgreSQL, and all else in its folder', () => {
  const lines: string[] = [];
  const logger = pino(
    { level: 'debug' },
    new Writable({ write: (line, _, done) => (lines.push(String(line)), done()) }),
  );
  let url: string;
  let folder: Folder;
  let desk: SmallDesk;
  beforeAll(async () => {
    url = postgres.freshUrl();
    folder = await deskFolder({ LOG_URL: url });
    desk = await SmallDesk.start(folder.settings, logger);
    const inbox = { kind: 'email', address: 'help@desk.example', reopenWindowSeconds: 604_800 };
    expect(await desk.ask('PUT', '/v1/inboxes/help', { json: inbox })).toMatchObject({ status: 200 });
  });
  afterAll(async () => {
    await desk.stop();
    await folder.remove();
  });

  const queue = async () => (await desk.ask<QueueAnswer>('GET', '/v1/queue?limit=10')).told.tickets;
  const arrives = async (id: string, subject: string, text: string) => {
    await desk.ask('POST', '/v1/inboxes/help/envelopes', { bytes: mail('Lina <lina@example.com>', id, subject, text) });
    await desk.settled();
  };

  it('takes a mail to the queue, lets it be claimed, answered and resolved, and tells its story', async () => {
    await arrives('m1', 'Where is it?', 'My parcel is late.');
    const [waiting] = await queue();
    const ticket = `/v1/tickets/${waiting?.ticketId}`;
    expect(await desk.ask('POST', `${ticket}/claim`)).toMatchObject({ status: 200 });
    const reply = { json: { text: 'It is on its way.', then: 'resolved' }, commandId: 'reply-1' };
    expect(await desk.ask('POST', `${ticket}/replies`, reply)).toMatchObject({ status: 201 });
    await desk.settled();
    expect(await queue()).toEqual([]);
    const customer = waiting?.ticketId.split('.')[0];
    const { told } = await desk.ask<Timeline>('GET', `/v1/customers/${customer}/timeline?limit=50`);
    for (const words of ['My parcel is late.', 'It is on its way.']) expect(JSON.stringify(told)).toContain(words);
  });

  it('goes on after a cut of every connection to the log', async () => {
    await postgres.cutAll();
    await arrives('m2', 'And the other one?', 'It is late, too.');
    expect(await queue()).toHaveLength(1);
  });

  it('has everything after a restart; every page can be copied anew, and every hash worked out again', async () => {
    const before = await queue();
    await desk.stop();
    desk = await SmallDesk.start(folder.settings, logger);
    await desk.settled();
    expect(await queue()).toEqual(before);
    const rebuilt = await desk.ask('POST', '/v1/operations/rebuild', { json: { compare: true } });
    expect(rebuilt).toMatchObject({ status: 200, told: { result: {} } });
    const verified = await desk.ask('POST', '/v1/operations/verify');
    expect(verified).toMatchObject({ told: { result: { findings: [], partsWithoutKey: 0 } } });
  });

  it('leaves the copying of a database to its own tools, and never tells the password', async () => {
    const backup = `${folder.settings.dataDir}-backup`;
    const refused = await desk.ask('POST', '/v1/operations/backup', { json: { folder: backup } });
    expect(refused).toMatchObject({ told: { problem: { code: 'BACKUP.IMPOSSIBLE' } } });
    expect(lines.length).toBeGreaterThan(0);
    expect(`${lines.join('')}${JSON.stringify(refused)}`).not.toContain(new URL(url).password);
  });
});
