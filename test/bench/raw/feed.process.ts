import { openSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { serveTask } from '../programs/child-program.js';

/** The bare loop under a feed: every row of the log is read and written as a line of JSON, to nowhere. */
export interface RawFeed {
  readonly dataDir: string;
}

const flushAt = 256 * 1024;

serveTask(({ dataDir }: RawFeed): { readonly seconds: number } => {
  const log = new DatabaseSync(join(dataDir, 'log.db'), { readOnly: true });
  const rows = log.prepare(`
    SELECT hex(events.id) AS id, name AS stream, version, position, type, schema, clear,
      occurred_at AS occurredAt, received_at AS receivedAt, recorded_at AS recordedAt,
      actor_class AS actorClass, actor_id AS actorId, correlation_id AS correlationId, causation_id AS causationId
    FROM events JOIN streams ON streams.id = events.stream ORDER BY position`);
  const sink = openSync(devNull, 'w');
  const start = performance.now();
  let lines = '';
  for (const row of rows.iterate()) {
    lines += `${JSON.stringify({ ...row, clear: JSON.parse(String(row['clear'])) as unknown })}\n`;
    if (lines.length < flushAt) continue;
    writeSync(sink, lines);
    lines = '';
  }
  writeSync(sink, lines);
  const seconds = (performance.now() - start) / 1000;
  log.close();
  return { seconds };
});
