import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { AgentRegister, DeskCommands, Planner, systemClock } from '#application';
import { readHandle } from '#channels';
import type { RecordedEvent } from '#event-log';
import type { Settings } from '#settings';
import { writingParts } from '../../apps/sijil/src/desk/writing-parts.js';
import { openStores } from '../../apps/sijil/src/stores/stores.js';
import type { Stores } from '../../apps/sijil/src/stores/stores.js';
import { deskFolder, mail, MailServer, SmallDesk } from '../../apps/sijil/testing/index.js';
import { Chance, seedOfRun } from './chance.js';

const customers = 10;
/** Replies to each customer before the first kill, and more where nothing is left to kill for. */
const repliesAtOnce = 8;
const kills = 40;
const points = ['outbox.begun', 'outbox.sent', 'outbox.recorded'] as const;
const actor = { class: 'agent', id: 'layla' } as const;
const outboxProcess = fileURLToPath(new URL('../../apps/sijil/testing/outbox.process.js', import.meta.url));

describe('an outbox that is killed again and again', () => {
  const seed = seedOfRun();
  let [folder, mailbox] = [] as unknown as [Awaited<ReturnType<typeof deskFolder>>, MailServer];
  beforeEach(async () => {
    [folder, mailbox] = [await deskFolder(), await MailServer.start()];
    await customersWrite(folder.settings);
  });
  afterEach(() => Promise.all([mailbox.stop(), folder.remove()]));

  it(`loses no reply in ${kills} kills, keeps their order, and says which may have gone twice (seed ${seed})`, async () => {
    const written: string[] = [];
    const writeMore = async () => written.push(...(await withStores(folder.settings, agentsReply)));
    await writeMore();
    const chance = new Chance(seed);
    let died = 0;
    while (died < kills) {
      const failpoint = `${chance.pick(points)}:${chance.between(1, 3)}`;
      if ((await work(folder.settings, failpoint)) === 'SIGKILL') died += 1;
      else await writeMore();
    }
    expect(await work(folder.settings, '')).toBeNull();
    const said = await withStores(folder.settings, outcomes);
    expect(said.map(({ type }) => type)).toEqual(written.map(() => 'ReplySent'));
    expect(said.map(replyIn).sort()).toEqual([...written].sort());
    const taken = mailbox.taken.map(({ raw }) => /^Message-ID: <(\w+)@/m.exec(raw)?.[1] ?? '');
    expect([...new Set(taken)].sort()).toEqual([...written].sort());
    const doubles = taken.filter((id, at) => taken.indexOf(id) < at);
    const marked = new Set(said.filter(({ clear }) => clear['maybeTwice'] === true).map(replyIn));
    expect(doubles.filter((id) => !marked.has(id))).toEqual([]);
    const inOrder = [...new Set(taken)];
    for (const theirs of Map.groupBy(written, (_, at) => Math.floor(at / repliesAtOnce) % customers).values()) {
      expect(inOrder.filter((id) => theirs.includes(id))).toEqual(theirs);
    }
  }, 300_000);

  /** The outbox at work until nothing waits, or until it is killed at this point; the signal that ended it. */
  async function work({ dataDir }: Settings, failpoint: string): Promise<string | null> {
    const env = { ...process.env, DATA_DIR: dataDir, FAILPOINT: failpoint, SMTP_HELP: mailbox.url };
    const child = spawn(process.execPath, [outboxProcess], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    return signal;
  }
});

const replyIn = ({ clear }: RecordedEvent): string => String(clear['messageId']);

async function customersWrite(settings: Settings): Promise<void> {
  const desk = await SmallDesk.start(settings);
  const inbox = { id: 'help', kind: 'email', address: 'help@desk.example', sendSecretName: 'SMTP_HELP' };
  await desk.ask('POST', '/v1/inboxes', { json: inbox });
  for (let n = 0; n < customers; n += 1) {
    const bytes = mail(`c${n}@example.com`, `m${n}`, 'Hello', 'Where is it?');
    await desk.ask('POST', '/v1/inboxes/help/envelopes', { bytes });
  }
  await desk.settled();
  await desk.stop();
}

async function withStores<Result>(settings: Settings, use: (stores: Stores) => Promise<Result>): Promise<Result> {
  const stores = await openStores(settings, () => undefined);
  return use(stores).finally(() => stores.close());
}

/** Some replies to every customer; their ids, customer by customer. */
async function agentsReply(stores: Stores): Promise<readonly string[]> {
  const { keys, inboxes, recorders, numbers, transfers } = await writingParts(stores);
  const readAs = (kind: Parameters<typeof readHandle>[0], value: string) => readHandle(kind, value, 'SA');
  const agents = new AgentRegister(stores.desk.agents);
  const pages = { linksOf: async () => [], firstParked: async () => undefined };
  const planner = new Planner(keys, numbers, readAs, pages, stores.log, agents, recorders.files, stores.desk.sequencer);
  const registers = { inboxes, agents };
  const commands = new DeskCommands(stores.desk, stores.log, recorders, planner, registers, transfers, systemClock);
  const opened = (await allEvents(stores)).filter(({ type }) => type === 'TicketOpened');
  const replies: string[] = [];
  for (const { clear } of opened) {
    for (let n = 0; n < repliesAtOnce; n += 1) {
      const reply = { kind: 'WriteReply', ticketId: String(clear['ticketId']), text: `reply ${n}` } as const;
      replies.push((await commands.execute(randomUUID(), actor, reply)).made ?? '');
    }
  }
  return replies;
}

const outcomes = async (stores: Stores): Promise<readonly RecordedEvent[]> =>
  (await allEvents(stores)).filter(({ type }) => /^Reply(?:Sent|Delivered|Failed)$/.test(type));

const allEvents = ({ log }: Stores): Promise<readonly RecordedEvent[]> => log.readAll(0n, 100_000);
