import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectLikeMemory } from '#event-log/testing';
import { SqliteEventLog } from './sqlite-event-log.js';

it('does what the log in memory does, whatever the writers do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sijil-like-'));
  const log = new SqliteEventLog(join(folder, 'log.db'));
  await expectLikeMemory(log, 60);
  await log.close();
  await rm(folder, { recursive: true });
});
