import { setTimeout as pause } from 'node:timers/promises';
import { SharedLog } from '#application';
import { Sealer } from '#sealing';
import { readSettings } from '#settings';
import { readPortion } from '../src/feed/read-portion.js';
import { PositionTokens } from '../src/positions/position-tokens.js';
import { openStores } from '../src/stores/stores.js';
import { startCourier } from '../src/webhooks/start-courier.js';

// A desk's webhooks and nothing else, to be killed: works in `DATA_DIR` until all of them know the whole log.
const settings = readSettings({ DATA_DIR: process.env['DATA_DIR'] ?? '' });
const stores = await openStores(settings, () => undefined);
const { desk, keys, blobs } = stores;
const log = new SharedLog(stores.log);
const told = { log, sealer: new Sealer(keys, blobs), positions: new PositionTokens('desk', 1, 'log') };
const courier = await startCourier(
  {
    deskUrl: settings.deskUrl,
    deskBranch: desk.branch?.(),
    deskId: 'desk',
    epoch: 1,
    privateAddresses: true,
    leaseSeconds: 30,
  },
  { log, read: (question) => readPortion(told, { ...question, form: 'list' }) },
  (where, fault) => console.error(where, fault),
);
while (!(await isDone())) await pause(5);
await courier.stop();
await stores.close();

async function isDone(): Promise<boolean> {
  const [{ position }, webhooks] = [await log.head(), await desk.webhooks.list()];
  return webhooks.every(({ cursor }) => cursor.position === position);
}
