import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { newStream } from '#event-log';
import type { Append } from '#event-log';
import { draft, tipAfter } from '#event-log/testing';
import { inTransaction, openSqlite } from '#sqlite';
import { prepareLogFile } from './log-file.js';
import { LogWrites } from './log-writes.js';
import { packAppends } from './packed-appends.js';

let folder: string;
let db: DatabaseSync;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sijil-writes-'));
  prepareLogFile(join(folder, 'log.db'));
  db = openSqlite(join(folder, 'log.db'), { synchronous: 'FULL' });
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

const commit = (writes: LogWrites, ...appends: readonly Append[]) =>
  inTransaction(db, () => writes.apply(packAppends(appends).packed));

const first = (): Append => ({ stream: 'customer-lina', expected: newStream, events: [draft(), draft()] });

it('remembers nothing of a batch that was rolled back: neither tip nor position', () => {
  const writes = new LogWrites(db, () => undefined);
  const append = first();
  db.exec('BEGIN');
  expect(writes.apply(packAppends([append]).packed)).toEqual([{ kind: 'written', lastPosition: 2 }]);
  db.exec('ROLLBACK');
  writes.rolledBack();
  expect(commit(writes, append)).toEqual([{ kind: 'written', lastPosition: 2 }]);
});

it('goes on after a full disk as if nothing had been', () => {
  const writes = new LogWrites(db, () => undefined);
  const append = first();
  commit(writes, append);
  const large = { ...append, expected: tipAfter(append), events: [draft({ clear: { text: 'x'.repeat(100_000) } })] };
  db.exec('PRAGMA max_page_count = 12');
  expect(() => commit(writes, large)).toThrow('full');
  writes.rolledBack();
  db.exec('PRAGMA max_page_count = 100000');
  expect(commit(writes, large)).toEqual([{ kind: 'written', lastPosition: 3 }]);
});

it('records no event before the one in front of it, also after the clock was set back and the log opened again', () => {
  const clock = [5_000, 1_000];
  const append = first();
  commit(
    new LogWrites(
      db,
      () => undefined,
      () => clock.shift() ?? 0,
    ),
    append,
  );
  const next = { ...append, expected: tipAfter(append), events: [draft()] };
  commit(
    new LogWrites(
      db,
      () => undefined,
      () => clock.shift() ?? 0,
    ),
    next,
  );
  const recorded = db.prepare('SELECT recorded_at FROM events ORDER BY position').all();
  expect(recorded.map((row) => row['recorded_at'])).toEqual([5_000, 5_000, 5_000]);
});
