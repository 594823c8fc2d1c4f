import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { newStream } from '#event-log';
import type { EventLog } from '#event-log';
import { draft } from '#event-log/testing';
import type { Settings } from '#settings';
import { WebhookReceiver } from '#webhooks/testing';
import { openStores } from '../../apps/sijil/src/stores/stores.js';
import type { Stores } from '../../apps/sijil/src/stores/stores.js';
import { deskFolder } from '../../apps/sijil/testing/index.js';
import { Chance, seedOfRun } from './chance.js';

const kills = 12;
const eventsAtOnce = 60;
/** Before a cursor moves: the other end has answered, and the group of writes that says so stands before its commit. */
const points = ['webhook.answered', 'group.before-commit'] as const;
const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const courierProcess = fileURLToPath(new URL('../../apps/sijil/testing/courier.process.js', import.meta.url));

describe('webhooks whose desk is killed again and again', () => {
  const seed = seedOfRun();
  let [folder, receiver] = [] as unknown as [Awaited<ReturnType<typeof deskFolder>>, WebhookReceiver];
  beforeEach(async () => {
    [folder, receiver] = [await deskFolder(), await WebhookReceiver.start(secret)];
    await withStores(({ desk }) => makeWebhook(desk, receiver.url));
  });
  afterEach(async () => {
    receiver.stop();
    await folder.remove();
  });

  it(`are told everything in order in ${kills} kills, and what comes twice comes as it was (seed ${seed})`, async () => {
    const chance = new Chance(seed);
    const recorded: string[] = [];
    const record = async () => recorded.push(...(await withStores(({ log }) => happens(log))));
    await record();
    let died = 0;
    while (died < kills) {
      if ((await work(folder.settings, `${chance.pick(points)}:${chance.between(2, 5)}`)) === 'SIGKILL') died += 1;
      else await record();
    }
    expect(await work(folder.settings, '')).toBeNull();
    expect([...new Set(receiver.records.map(({ id }) => id))]).toEqual(recorded);
    expect(receiver.received.every(({ isSigned }) => isSigned)).toBe(true);
    const deliveriesOf = Map.groupBy(receiver.taken, ({ records }) => records[0]?.id);
    expect([...deliveriesOf.values()].filter((same) => new Set(same.map(({ id }) => id)).size > 1)).toEqual([]);
    expect(receiver.taken.length - deliveriesOf.size).toBeLessThanOrEqual(kills);
  }, 300_000);

  const withStores = async <Result>(use: (stores: Stores) => Promise<Result>): Promise<Result> => {
    const stores = await openStores(folder.settings, () => undefined);
    return use(stores).finally(() => stores.close());
  };
});

/** Webhooks at work until they know all, or until they are killed at this point; the signal that ended it. */
async function work({ dataDir }: Settings, failpoint: string): Promise<string | null> {
  const env = { ...process.env, DATA_DIR: dataDir, FAILPOINT: failpoint, CRM_SECRET: secret };
  const child = spawn(process.execPath, [courierProcess], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return signal;
}

async function makeWebhook({ webhooks }: Stores['desk'], url: string): Promise<void> {
  const settings = { url, secretName: 'CRM_SECRET', types: [], streams: [], withText: false, maxRecords: 7 };
  const cursor = { epoch: 1, position: 0n, hash: new Uint8Array(32) };
  await webhooks.add({ id: 'crm', revision: 'r1', settings, createdAt: '2026-03-01T08:00:00.000Z', cursor });
}

/** Some events, each on a stream of its own; their ids. */
async function happens(log: EventLog): Promise<readonly string[]> {
  const events = Array.from({ length: eventsAtOnce }, () => draft());
  await log.appendMany(events.map((event) => ({ stream: `customer-${event.id}`, expected: newStream, events: [event] }))); // prettier-ignore
  return events.map(({ id }) => id);
}
