import { setTimeout as pause } from 'node:timers/promises';
import { readSettings } from '#settings';
import { startOutbox } from '../src/outbox/start-outbox.js';
import { openStores } from '../src/stores/stores.js';

// A desk's outbox and nothing else, to be killed: works in `DATA_DIR` until nothing waits, then ends by itself.
const settings = readSettings({ DATA_DIR: process.env['DATA_DIR'] ?? '' });
const stores = await openStores(settings, () => undefined);
const beginning = { urls: settings, deskBranch: stores.desk.branch?.(), logBranch: stores.log.branch?.() };
const outbox = await startOutbox(
  beginning,
  async () => 'away',
  (where, fault) => console.error(where, fault),
);
while (!(await isDone())) await pause(5);
await outbox.stop();
await stores.close();

/** Everything in the log was read, and nothing waits. */
async function isDone(): Promise<boolean> {
  const { log, desk } = stores;
  const [{ position }, checkpoint] = [await log.head(), await desk.checkpoints.get('outbox')];
  return checkpoint !== undefined && checkpoint.position >= position && (await desk.outbox.figures()).waiting === 0;
}
