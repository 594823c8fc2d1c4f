import { Postgres } from '#postgres';
import { postgresUnderTest } from '#postgres/testing';
import { mail, MailServer } from '../../apps/sijil/testing/index.js';
import { withFolder } from '../faults/with-folder.js';
import { onOneDatabase, RoleDesk } from './role-desk.js';
import { wholeLog } from './whole-log.js';

const postgres = await postgresUnderTest();
const inboxes = ['help', 'orders', 'returns', 'sales'];
const sendSecretName = 'SMTP_OF_ALL';

postgres.describe('two relays that send what agents wrote', () => {
  const folder = withFolder();
  let [desk, mailbox, url] = [] as unknown as [RoleDesk, MailServer, string];
  let [tickets, answered] = [[] as readonly string[], 0];

  beforeAll(async () => {
    [url, mailbox] = [postgres.freshUrl(), await MailServer.start()];
    desk = new RoleDesk({ ...onOneDatabase(url, folder()), [sendSecretName]: mailbox.url });
    await desk.begin({ intake: 1, api: 1, projector: 1, relay: 2 });
    for (const inbox of inboxes) {
      const settings = { kind: 'email', address: 'help@desk.example', sendSecretName };
      await desk.door.write('PUT', `/v1/inboxes/${inbox}`, `connect-${inbox}`, settings);
      const body = mail(`${inbox}@example.com`, inbox, 'Hello', 'Where is it?');
      await desk.door.ask('POST', `/v1/inboxes/${inbox}/envelopes`, { body });
    }
    await desk.door.settled();
    const { text } = await desk.door.ask('GET', '/v1/queue?limit=50');
    tickets = (JSON.parse(text) as { tickets: { ticketId: string }[] }).tickets.map(({ ticketId }) => ticketId);
  }, 180_000);
  afterAll(async () => {
    await desk.end();
    await mailbox.stop();
  });

  /** Answers everybody; the mail server takes what comes, and says so only when it is let. */
  const answerAll = async (): Promise<() => void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    mailbox.patience = promise;
    for (const ticket of tickets) {
      const id = `reply-${(answered += 1)}`;
      await desk.door.write('POST', `/v1/tickets/${ticket}/replies`, id, { text: id });
    }
    return resolve;
  };

  /** How many inboxes each relay sends for. */
  const shares = async (): Promise<readonly number[]> => {
    const store = new Postgres(url, { store: 'desk', connections: 1 });
    const asked = "SELECT count(*)::integer FROM leases WHERE name LIKE 'outbox/%' AND holder <> '' GROUP BY holder";
    const { rows } = await store.with((connection) => connection.query<{ count: number }>(asked));
    await store.close();
    return rows.map(({ count }) => count);
  };

  const sent = async () => (await wholeLog(url)).filter(({ type }) => type === 'ReplySent');
  const allSent = () => desk.until(sent, (facts) => facts.length === answered);

  it('have half of the inboxes each', async () => {
    const another = async () => {
      (await answerAll())();
      await allSent();
      return shares();
    };
    await desk.until(another, (counts) => String(counts) === '2,2');
    const facts = await sent();
    expect(facts.filter(({ clear }) => clear['maybeTwice'] === true)).toEqual([]);
  }, 180_000);

  it('send for one that is frozen in mid-send, say what may have gone twice, and when it wakes up it changes nothing', async () => {
    const before = mailbox.taken.length;
    const takeAll = await answerAll();
    await mailbox.hasTaken(before + inboxes.length);
    const [sleeper] = desk.of('relay');
    sleeper?.freeze();
    takeAll();
    const facts = (await allSent()).slice(before);
    const marked = facts.filter(({ clear }) => clear['maybeTwice'] === true).map(({ clear }) => clear['messageId']);
    const ids = mailbox.taken.slice(before).map(({ raw }) => /^Message-ID: <(\w+)@/m.exec(raw)?.[1]);
    const twice = ids.filter((id, at) => ids.indexOf(id) < at);
    expect(marked.sort()).toEqual(twice.sort());
    expect(marked.length).toBeGreaterThan(0);
    sleeper?.wake();
    await desk.until(async () => sleeper?.complaints ?? '', (said) => said.includes('DESK.LEASE_LOST')); // prettier-ignore
    expect(await sent()).toHaveLength(answered);
    const { text } = await desk.door.ask('GET', '/v1/outbox');
    expect(JSON.parse(text)).toMatchObject({ waiting: 0 });
    expect(mailbox.taken.length).toBe(before + inboxes.length + twice.length);
  }, 180_000);
});
