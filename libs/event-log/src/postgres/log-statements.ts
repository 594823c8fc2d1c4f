import { statement } from '#postgres';
import { clearColumns, eventColumns } from './event-rows.js';

const eventsWith = (columns: string) => `SELECT ${columns} FROM events LEFT JOIN streams ON streams.id = events.stream`;

export const readAll = statement(`${eventsWith(eventColumns)} WHERE position > $1 ORDER BY position LIMIT $2`);

export const readClear = statement(`${eventsWith(clearColumns)} WHERE position > $1 ORDER BY position LIMIT $2`);

export const readTypes = statement(
  `${eventsWith(clearColumns)} WHERE position > $1 AND position <= $2 AND type = ANY($3) ORDER BY position`,
);

export const readStream = statement(`
  ${eventsWith(eventColumns)}
  WHERE stream = (SELECT id FROM streams WHERE name = $1) AND events.version > $2 ORDER BY events.version LIMIT $3`);

/** The last event up to a position: where a stretch ends. */
export const lastUpTo = statement(
  'SELECT position, hash FROM events WHERE position <= $1 ORDER BY position DESC LIMIT 1',
);

export const lastEvent = statement('SELECT position, hash FROM events ORDER BY position DESC LIMIT 1');

/** What the head row and the streams say of themselves, where the events say otherwise. */
export const contradictions = statement(`
  SELECT 'the head row stands at position ' || head.position || ', the last event at ' || last.position
    FROM head, (SELECT coalesce(max(position), 0) AS position FROM events) AS last WHERE head.position <> last.position
  UNION ALL
  SELECT 'stream ' || name || ' is said to stand at version ' || streams.version || ', its last event has '
         || coalesce(last.version, 0)
    FROM streams LEFT JOIN LATERAL (
      SELECT version, hash FROM events WHERE stream = streams.id ORDER BY version DESC LIMIT 1) AS last ON true
   WHERE last.version IS DISTINCT FROM streams.version OR last.hash IS DISTINCT FROM streams.hash
  UNION ALL
  SELECT 'there are ' || head.streams || ' streams by the head row, and ' || found.streams || ' in fact'
    FROM head, (SELECT count(*) AS streams FROM streams) AS found WHERE head.streams <> found.streams
   LIMIT 1000`);
