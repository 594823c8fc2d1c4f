import { once } from 'node:events';
import { startDesk } from '#apps/sijil';
import { readSettings } from '#settings';

// A desk in a process of its own, to be killed: waits for the word to start, says its address, serves, and stops in
// order at SIGTERM.
const [folder = '', adminKey = ''] = process.argv.slice(2);
const settings = readSettings({
  DATA_DIR: folder,
  PORT: '0',
  DESK_ID: 'faults',
  ADMIN_KEY: adminKey,
  LOG_LEVEL: 'fatal',
});
await once(process.stdin, 'data');
process.stdin.destroy();
const desk = await startDesk({ settings });
process.once('SIGTERM', () => void desk.stop());
process.stdout.write(`${desk.url}\n`);
