import type { Lane } from '#domain';
import { statement } from '#postgres';
import type { Statement } from '#postgres';
import { sequencerLease } from '../sequencer-store.port.js';
import type {
  IndexChange,
  IndexMark,
  LaneCheckpoint,
  Repeat,
  Route,
  SequencerStore,
  Stretch,
} from '../sequencer-store.port.js';
import { compactKey } from './compact-key.js';
import type { DeskDatabase } from './desk-database.js';

/** `$1` is the epoch: the statement fails, and changes nothing, where it is not in force. */
const judged = `hold_lease('${sequencerLease}', $1)`;

/** `$6` says whether what is under way changes; `$2` and `$3` are routes, `$4` and `$5` lanes and their places. */
const routeThem = statement(`
  WITH added AS (
    INSERT INTO routes (key, value, generation)
    SELECT key, value, 0 FROM unnest($2::bytea[], $3::text[]) AS given (key, value)
    ON CONFLICT DO NOTHING RETURNING key, value
  ), moved AS (
    INSERT INTO lane_checkpoints (lane, position) SELECT * FROM unnest($4::text[], $5::bigint[])
    ON CONFLICT (lane) DO UPDATE SET position = excluded.position
  ), begun AS (
    UPDATE under_way SET lane = $7, first = $8, last = $9 WHERE $6
  )
  SELECT ${judged}, array_agg(coalesce(there.value, added.value) ORDER BY nth) AS streams
  FROM unnest($2::bytea[]) WITH ORDINALITY AS given (key, nth)
  LEFT JOIN routes AS there USING (key) LEFT JOIN added USING (key)`);
const noteThem = statement(`
  WITH noted AS (
    INSERT INTO inbound_repeats (stream, position) SELECT * FROM unnest($2::text[], $3::bigint[]) ON CONFLICT DO NOTHING
  )
  SELECT ${judged}`);
const repeated = statement('SELECT DISTINCT position FROM inbound_repeats WHERE stream = ANY ($1::text[])');
const begun = statement('SELECT lane, first, last FROM under_way WHERE lane IS NOT NULL');
const placeOf = statement('SELECT position FROM lane_checkpoints WHERE lane = $1');
const mark = statement('SELECT position, hash FROM index_mark');
const clear = statement('SELECT clear_index($1)');

const folding = (table: string, keys: string, values: string, gone: string) => `
  ${table}_put AS (
    INSERT INTO ${table} (key, value) SELECT * FROM unnest(${keys}::bytea[], ${values}::text[])
    ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE ${table}.value <> excluded.value
  ), ${table}_taken AS (
    DELETE FROM ${table} WHERE key = ANY (${gone}::bytea[])
  )`;
const fold = statement(`
  WITH ${folding('look_up_handles', '$2', '$3', '$4')}, ${folding('look_up_threads', '$5', '$6', '$7')}, found AS (
    INSERT INTO routes (key, value, generation)
    SELECT key, value, generation FROM unnest($8::bytea[], $9::text[]) AS given (key, value), index_mark
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, generation = excluded.generation
      WHERE routes.value <> excluded.value OR routes.generation <> excluded.generation
  ), moved AS (
    UPDATE index_mark SET position = $10, hash = $11
  )
  SELECT ${judged}`);

/** `nth` is the place of the key among those asked for, from 1. */
const valueIn = (table: string, condition = 'true') =>
  statement(`
    SELECT nth::integer, value FROM unnest($1::bytea[]) WITH ORDINALITY AS given (key, nth) JOIN ${table} USING (key)
    WHERE ${condition}`);
const routeOf = valueIn('routes');
const inLog = valueIn('routes', 'generation = (SELECT generation FROM index_mark)');
const customerOf = valueIn('look_up_handles');
const conversationOf = valueIn('look_up_threads');

/** Routes, lane checkpoints and the look-up index in the desk's schema. */
export class PostgresSequencerStore implements SequencerStore {
  constructor(private readonly database: DeskDatabase) {}

  async route(
    epoch: number,
    routes: readonly Route[],
    checkpoints: readonly LaneCheckpoint[],
    underWay?: Stretch | null,
  ): Promise<ReadonlyMap<string, string>> {
    const places = new Map(checkpoints.map(({ lane, position }) => [lane, position]));
    const answer = await this.database.inTurn<{ readonly streams: readonly string[] | null }>(routeThem, [
      ...[epoch, routes.map(({ itemKey }) => compactKey(itemKey)), routes.map(({ stream }) => stream)],
      ...[[...places.keys()], [...places.values()]],
      ...[underWay !== undefined, underWay?.lane ?? null, underWay?.first ?? null, underWay?.last ?? null],
    ]);
    return new Map(routes.map(({ itemKey, stream }, at) => [itemKey, answer?.streams?.[at] ?? stream]));
  }

  async noteRepeats(epoch: number, repeats: readonly Repeat[]): Promise<void> {
    const [streams, envelopes] = [repeats.map(({ stream }) => stream), repeats.map(({ envelope }) => envelope)];
    await this.database.inTurn(noteThem, [epoch, streams, envelopes]);
  }

  async repeatsOf(streams: readonly string[]): Promise<readonly bigint[]> {
    const rows = await this.database.rows<{ readonly position: bigint }>(repeated, [streams]);
    return rows.map(({ position }) => position);
  }

  async underWay(): Promise<Stretch | undefined> {
    return this.database.row<Stretch>(begun);
  }

  async routesOf(itemKeys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#lookUp(routeOf, itemKeys);
  }

  async recorded(itemKeys: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set((await this.#lookUp(inLog, itemKeys)).keys());
  }

  async checkpoint(lane: Lane): Promise<bigint> {
    return (await this.database.row<{ readonly position: bigint }>(placeOf, [lane]))?.position ?? 0n;
  }

  async foldIndex(epoch: number, { handles, threads, items }: IndexChange, to: IndexMark): Promise<void> {
    const values = [epoch, ...foldedIn(handles), ...foldedIn(threads), ...foldedIn(items).slice(0, 2)];
    await this.database.inTurn(fold, [...values, to.position, Buffer.from(to.hash)]);
  }

  async indexMark(): Promise<IndexMark> {
    return (await this.database.row<IndexMark>(mark)) ?? { position: 0n, hash: new Uint8Array(32) };
  }

  async customersOf(handles: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#lookUp(customerOf, handles);
  }

  async conversationsOf(threadKeys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#lookUp(conversationOf, threadKeys);
  }

  async clearIndex(epoch: number): Promise<void> {
    await this.database.inTurn(clear, [epoch]);
  }

  async #lookUp(asked: Statement, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (keys.length === 0) return new Map();
    const wanted = [...new Set(keys)];
    const rows = await this.database.rows<{ readonly nth: number; readonly value: string }>(asked, [
      wanted.map(compactKey),
    ]);
    return new Map(rows.map(({ nth, value }) => [wanted[nth - 1] ?? '', value]));
  }
}

/** Keys and values of what is put, keys of what is taken away: an empty value takes its key away. */
function foldedIn(changes: ReadonlyMap<string, string>): readonly [Buffer[], string[], Buffer[]] {
  const put = [...changes].filter(([, value]) => value !== '');
  const gone = [...changes].filter(([, value]) => value === '');
  return [put.map(([key]) => compactKey(key)), put.map(([, value]) => value), gone.map(([key]) => compactKey(key))];
}
