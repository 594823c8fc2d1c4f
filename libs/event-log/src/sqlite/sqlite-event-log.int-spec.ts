import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEventLog } from '#event-log/testing';
import { SqliteEventLog } from './sqlite-event-log.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sijil-log-'));
});
afterEach(() => rm(folder, { recursive: true }));

describeEventLog('sqlite', async () => new SqliteEventLog(join(folder, 'log.db')));
