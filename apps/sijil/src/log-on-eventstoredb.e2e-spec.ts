import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { QueueAnswer, Timeline } from '#queries';
import { WireDouble } from '../../../libs/event-log/testing/esdb-wire/wire-double.js';
import { deskFolder, mail, SmallDesk } from '../testing/index.js';

type Folder = Awaited<ReturnType<typeof deskFolder>>;

describe('a desk whose log is in EventStoreDB (on a double of its wire), and all else in its folder', () => {
  const lines: string[] = [];
  const logger = pino(
    { level: 'debug' },
    new Writable({ write: (line, _, done) => (lines.push(String(line)), done()) }),
  );
  let double: WireDouble;
  let folder: Folder;
  let desk: SmallDesk;
  beforeAll(async () => {
    double = await WireDouble.start();
    const url = double.url('north', '&patience=60000').replace('//', '//sijil:hunter2-hunter2@');
    folder = await deskFolder({ LOG_URL: url });
    desk = await SmallDesk.start(folder.settings, logger);
    const inbox = { kind: 'email', address: 'help@desk.example', reopenWindowSeconds: 604_800 };
    expect(await desk.ask('PUT', '/v1/inboxes/help', { json: inbox })).toMatchObject({ status: 200 });
  });
  afterAll(async () => {
    await desk.stop();
    await folder.remove();
    await double.stop();
  });

  const queue = async () => (await desk.ask<QueueAnswer>('GET', '/v1/queue?limit=10')).told.tickets;
  const arrives = async (id: string, subject: string, text: string) => {
    await desk.ask('POST', '/v1/inboxes/help/envelopes', { bytes: mail('Lina <lina@example.com>', id, subject, text) });
    await desk.settled();
  };
  const kept = () => double.log.all.filter(({ stream }) => stream.startsWith('north.'));

  it('takes a mail to the queue, lets it be claimed, answered and resolved, and tells its story', async () => {
    await arrives('m1', 'Where is it?', 'My parcel is late.');
    const [waiting] = await queue();
    const ticket = `/v1/tickets/${waiting?.ticketId}`;
    expect(await desk.ask('POST', `${ticket}/claim`)).toMatchObject({ status: 200 });
    const reply = { json: { text: 'It is on its way.', then: 'resolved' }, commandId: 'reply-1' };
    const first = await desk.ask('POST', `${ticket}/replies`, reply);
    expect(first).toMatchObject({ status: 201 });
    expect(await desk.ask('POST', `${ticket}/replies`, reply)).toEqual(first);
    await desk.settled();
    expect(await queue()).toEqual([]);
    const customer = waiting?.ticketId.split('.')[0];
    const { told } = await desk.ask<Timeline>('GET', `/v1/customers/${customer}/timeline?limit=50`);
    for (const words of ['My parcel is late.', 'It is on its way.']) expect(JSON.stringify(told)).toContain(words);
  });

  it('keeps what people wrote sealed there', () => {
    const bytes = Buffer.concat(kept().flatMap(({ data, metadata }) => [data, metadata])).toString();
    expect(bytes).toContain('conversationId');
    for (const personal of ['lina@example.com', 'My parcel', 'It is on its way']) expect(bytes).not.toContain(personal);
  });

  it('feeds what is asked for by type, though positions have gaps', async () => {
    const asked = `${desk.url}/v1/feed?types=TicketOpened,TicketResolved&limit=10`;
    const lines = (await (await fetch(asked, { headers: desk.headers() })).text()).trimEnd().split('\n');
    const types = lines.map((line) => (JSON.parse(line) as { readonly type?: string }).type);
    expect(types).toEqual(['TicketOpened', 'TicketResolved', undefined]);
  });

  it('writes a mail once, and its answer, though the server keeps appends and stays silent', async () => {
    double.appendFaults.push('kept, then silent', 'kept, then broken', 'unavailable');
    await arrives('m2', 'And the other one?', 'It is late, too.');
    expect(await queue()).toHaveLength(1);
    const received = kept().filter(({ type }) => type === 'MessageReceived');
    expect(received).toHaveLength(2);
  });

  it('goes on after its server died and came back', async () => {
    double = await double.restart();
    await arrives('m3', 'Hello?', 'Is anybody there?');
    expect(kept().filter(({ type }) => type === 'MessageReceived')).toHaveLength(3);
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

  it('leaves the copying of a server to its own tools, and never tells the password', async () => {
    const backup = `${folder.settings.dataDir}-backup`;
    const refused = await desk.ask('POST', '/v1/operations/backup', { json: { folder: backup } });
    expect(refused).toMatchObject({ told: { problem: { code: 'BACKUP.IMPOSSIBLE' } } });
    expect(lines.length).toBeGreaterThan(0);
    expect(`${lines.join('')}${JSON.stringify(refused)}`).not.toContain('hunter2');
  });
});
