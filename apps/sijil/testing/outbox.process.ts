import { setTimeout as pause } from 'node:timers/promises';
import { readSettings } from '#settings';
import { startOutbox } from '../src/outbox/start-outbox.js';
import { openStores } from '../src/stores/stores.js';

// A desk's outbox and nothing else, to be killed: works in `DATA_DIR` until nothing waits, then ends by itself.
const everything = 1_000_000;
const settings = readSettings({ DATA_DIR: process.env['DATA_DIR'] ?? '' });
const stores = await openStores(settings, () => undefined);
const beginning = {
  holder: 'outbox',
  urls: settings,
  deskBranch: stores.desk.branch?.(),
  logBranch: stores.log.branch?.(),
};
const outbox = await startOutbox(
  beginning,
  async () => 'away',
  (where, fault) => console.error(where, fault),
);
while (!(await isDone())) await pause(5);
await outbox.stop();
await stores.close();

/** Every reply in the log was read, and none waits. */
async function isDone(): Promise<boolean> {
  const { log, desk } = stores;
  const checkpoint = await desk.checkpoints.get('outbox');
  if (!checkpoint) return false;
  const unread = await log.readClear(checkpoint.position, everything, ['ReplyWritten']);
  return (unread?.events ?? []).length === 0 && (await desk.outbox.figures()).waiting === 0;
}
