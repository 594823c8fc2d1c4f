import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { WriteRefused } from '#sqlite';
import { sequencerLease } from '../sequencer-store.port.js';
import type { IndexChange, IndexMark, LaneCheckpoint, Repeat, Route, Stretch } from '../sequencer-store.port.js';
import { compactKey } from './compact-key.js';

/** The refusal of a write under an epoch that is no longer in force. */
export const leaseLost = 'DESK.LEASE_LOST';

export interface SequencerWrites {
  /** The stream in force for each route, in order. */
  route(
    epoch: number,
    routes: readonly Route[],
    checkpoints: readonly LaneCheckpoint[],
    underWay?: Stretch | null,
  ): string[];
  noteRepeats(epoch: number, repeats: readonly Repeat[]): void;
  foldIndex(epoch: number, change: IndexChange, to: IndexMark): void;
  clearIndex(epoch: number): void;
}

/** The sequencer's writes; each is judged against the lease in the transaction that writes. */
export function sequencerWrites(db: DatabaseSync): SequencerWrites {
  const epochInForce = db.prepare(`SELECT epoch FROM leases WHERE name = '${sequencerLease}' AND holder <> ''`);
  const addRoute = db.prepare('INSERT INTO routes (key, value, generation) VALUES (?, ?, 0) ON CONFLICT DO NOTHING');
  const routeOf = db.prepare('SELECT value FROM routes WHERE key = ?');
  const moveLane = db.prepare(`
    INSERT INTO lane_checkpoints (lane, position) VALUES (?, ?)
    ON CONFLICT DO UPDATE SET position = excluded.position`);
  const begin = db.prepare(`
    INSERT INTO lane_checkpoints (lane, position, under_way_first, under_way_last) VALUES (?, 0, ?, ?)
    ON CONFLICT DO UPDATE SET under_way_first = excluded.under_way_first, under_way_last = excluded.under_way_last`);
  const end = db.prepare(`
    UPDATE lane_checkpoints SET under_way_first = NULL, under_way_last = NULL
    WHERE lane <> ? AND under_way_first IS NOT NULL`);
  const noteRepeat = db.prepare('INSERT INTO inbound_repeats (stream, position) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const moveMark = db.prepare('UPDATE index_mark SET position = ?, hash = ?');
  const foldHandles = folding(db, 'look_up_handles');
  const foldThreads = folding(db, 'look_up_threads');
  const foldItem = db.prepare(`
    INSERT INTO routes (key, value, generation) SELECT ?, ?, generation FROM index_mark WHERE true
    ON CONFLICT DO UPDATE SET value = excluded.value, generation = excluded.generation
      WHERE value <> excluded.value OR generation <> excluded.generation`);

  function judge(epoch: number): void {
    if (epochInForce.get()?.['epoch'] !== epoch) throw new WriteRefused(leaseLost, 'the sequencer is another one now');
  }

  function routeInForce({ itemKey, stream }: Route): string {
    const key = compactKey(itemKey);
    return addRoute.run(key, stream).changes === 1 ? stream : textOf(routeOf, key);
  }

  function workOn(underWay: Stretch | null): void {
    end.run(underWay?.lane ?? '');
    if (underWay) begin.run(underWay.lane, underWay.first, underWay.last);
  }

  return {
    route(epoch, routes, checkpoints, underWay) {
      judge(epoch);
      for (const { lane, position } of checkpoints) moveLane.run(lane, position);
      if (underWay !== undefined) workOn(underWay);
      return routes.map(routeInForce);
    },
    noteRepeats(epoch, repeats) {
      judge(epoch);
      for (const { stream, envelope } of repeats) noteRepeat.run(stream, envelope);
    },
    foldIndex(epoch, { handles, threads, items }, to) {
      judge(epoch);
      foldHandles(handles);
      foldThreads(threads);
      for (const [itemKey, stream] of items) foldItem.run(compactKey(itemKey), stream);
      moveMark.run(to.position, to.hash);
    },
    clearIndex(epoch) {
      judge(epoch);
      db.exec(`
        DELETE FROM look_up_handles;
        DELETE FROM look_up_threads;
        UPDATE index_mark SET generation = generation + 1, position = 0, hash = zeroblob(32)`);
    },
  };
}

const textOf = (statement: StatementSync, key: Uint8Array): string => String(statement.get(key)?.['value']);

/** The last one wins; an empty value takes the key away; what stands there already costs no write. */
function folding(db: DatabaseSync, table: string): (changes: ReadonlyMap<string, string>) => void {
  const put = db.prepare(`
    INSERT INTO ${table} (key, value) VALUES (?, ?)
    ON CONFLICT DO UPDATE SET value = excluded.value WHERE value <> excluded.value`);
  const take = db.prepare(`DELETE FROM ${table} WHERE key = ?`);
  return (changes) => {
    for (const [key, value] of changes) {
      if (value === '') take.run(compactKey(key));
      else put.run(compactKey(key), value);
    }
  };
}
