import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Lane } from '#domain';
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
import type { DeskWriter } from './desk-writer.js';

/** Routes, lane checkpoints and the look-up index on desk.db: written by the writer thread, read here. */
export class SqliteSequencerStore implements SequencerStore {
  private readonly routeOf: StatementSync;
  private readonly inLog: StatementSync;
  private readonly customerOf: StatementSync;
  private readonly conversationOf: StatementSync;
  private readonly checkpointOf: StatementSync;
  private readonly begun: StatementSync;
  private readonly mark: StatementSync;
  private readonly repeats: StatementSync;

  constructor(
    private readonly db: DatabaseSync,
    private readonly writer: DeskWriter,
  ) {
    const valueIn = (table: string, condition = 'true') => {
      const statement = db.prepare(`SELECT value FROM ${table} WHERE key = ? AND ${condition}`);
      statement.setReturnArrays(true);
      return statement;
    };
    this.routeOf = valueIn('routes');
    this.inLog = valueIn('routes', 'generation = (SELECT generation FROM index_mark)');
    this.customerOf = valueIn('look_up_handles');
    this.conversationOf = valueIn('look_up_threads');
    this.checkpointOf = db.prepare('SELECT position FROM lane_checkpoints WHERE lane = ?');
    this.begun = db.prepare(`
      SELECT lane, under_way_first AS first, under_way_last AS last FROM lane_checkpoints
      WHERE under_way_first IS NOT NULL`);
    this.begun.setReadBigInts(true);
    this.mark = db.prepare('SELECT position, hash FROM index_mark');
    this.mark.setReadBigInts(true);
    this.repeats = db.prepare(
      'SELECT DISTINCT position FROM inbound_repeats WHERE stream IN (SELECT value FROM json_each(?))',
    );
    this.repeats.setReadBigInts(true);
  }

  async route(
    epoch: number,
    routes: readonly Route[],
    checkpoints: readonly LaneCheckpoint[],
    underWay?: Stretch | null,
  ): Promise<ReadonlyMap<string, string>> {
    const streams = await this.writer.write('route', [epoch, routes, checkpoints, underWay]);
    return new Map(routes.map(({ itemKey, stream }, at) => [itemKey, streams[at] ?? stream]));
  }

  async noteRepeats(epoch: number, repeats: readonly Repeat[]): Promise<void> {
    await this.writer.write('noteRepeats', [epoch, repeats]);
  }

  async repeatsOf(streams: readonly string[]): Promise<readonly bigint[]> {
    return this.repeats.all(JSON.stringify(streams)).map(({ position }) => position as bigint);
  }

  async underWay(): Promise<Stretch | undefined> {
    const row = this.begun.get();
    return row && ({ ...row } as unknown as Stretch);
  }

  async routesOf(itemKeys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.lookUp(this.routeOf, itemKeys);
  }

  async recorded(itemKeys: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(this.lookUp(this.inLog, itemKeys).keys());
  }

  async checkpoint(lane: Lane): Promise<bigint> {
    return BigInt(Number(this.checkpointOf.get(lane)?.['position'] ?? 0));
  }

  async foldIndex(epoch: number, change: IndexChange, to: IndexMark): Promise<void> {
    // A hash may be a view into a page of events; a copy keeps the page on this side of the thread.
    await this.writer.write('foldIndex', [epoch, change, { ...to, hash: new Uint8Array(to.hash) }]);
  }

  async indexMark(): Promise<IndexMark> {
    return { ...this.mark.get() } as unknown as IndexMark;
  }

  async customersOf(handles: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.lookUp(this.customerOf, handles);
  }

  async conversationsOf(threadKeys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.lookUp(this.conversationOf, threadKeys);
  }

  async clearIndex(epoch: number): Promise<void> {
    await this.writer.write('clearIndex', [epoch]);
  }

  /** Each key once, in one read transaction: beginning one costs more than a look-up. */
  private lookUp(statement: StatementSync, keys: readonly string[]): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    if (keys.length === 0) return found;
    this.db.exec('BEGIN');
    try {
      for (const key of new Set(keys)) {
        const row = statement.get(compactKey(key)) as readonly [string] | undefined;
        if (row) found.set(key, row[0]);
      }
    } finally {
      this.db.exec('COMMIT');
    }
    return found;
  }
}
