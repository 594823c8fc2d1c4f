import { join } from 'node:path';
import type { Figure, Measured, Scale } from './figure.js';
import { runProgram } from './programs/child-program.js';
import { atDesk, byHand } from './programs/doors.js';
import type { Pushed } from './programs/doors.js';
import { inTemporaryFolder } from './programs/temporary-folder.js';
import type { RawBatches } from './raw/sqlite-batches.process.js';

const rawBatches = new URL('./raw/sqlite-batches.process.js', import.meta.url);
const withinSeconds = 120;

const path = '/envelopes/batch';
const pushed = ({ quick }: Scale): Pushed => ({
  connections: 4,
  requests: quick ? 10 : 1_000,
  body: 'cloud-batch',
  batch: 100,
});

/** The door, a hundred envelopes a request. */
export const doorBatch: Figure = {
  name: 'door-batch',
  what: 'door, batches of 100, durable',
  unit: 'envelopes/s',
  atLeast: '0.5 of raw',
  product: atDesk(path, pushed),
  raws: [
    { name: 'same work', run: byHand(path, pushed) },
    { name: 'SQLite alone', run: sqliteAlone },
  ],
};

function sqliteAlone({ quick }: Scale): Promise<Measured> {
  return inTemporaryFolder(async (folder) => {
    const task: RawBatches = { path: join(folder, 'raw.db'), batches: quick ? 10 : 3_000 };
    const { perSecond } = await runProgram<{ perSecond: number }>(rawBatches, task, { withinSeconds });
    return { value: perSecond };
  });
}
