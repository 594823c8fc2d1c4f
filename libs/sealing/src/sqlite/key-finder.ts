import type { DatabaseSync, StatementSync } from 'node:sqlite';

type FoundKey = readonly [id: number, secret: Uint8Array];

/** Keys as a statement names them, by a list in JSON. */
export const idIsIn = 'id IN (SELECT value FROM json_each(?))';

/** Finds keys by their ids, in one statement each time. */
export class KeyFinder {
  readonly #findKeys: StatementSync;
  readonly #findRun: StatementSync;

  constructor(db: DatabaseSync) {
    this.#findKeys = prepareFind(db, idIsIn);
    this.#findRun = prepareFind(db, 'id BETWEEN ? AND ?');
  }

  /** Secrets by key id; destroyed or unknown ones are absent. */
  find(keyIds: readonly number[]): ReadonlyMap<number, Uint8Array> {
    return new Map(this.#runOf(keyIds) ?? this.#listed(keyIds));
  }

  /** Keys of neighbouring events are neighbours: they are read in one sweep, and what lies between them is left. */
  #runOf(keyIds: readonly number[]): FoundKey[] | undefined {
    const wanted = new Set(keyIds);
    const first = keyIds.reduce((one, other) => Math.min(one, other), Infinity);
    const last = keyIds.reduce((one, other) => Math.max(one, other), 0);
    if (last - first >= 2 * wanted.size) return undefined;
    const run = this.#findRun.all(first, last) as unknown as FoundKey[];
    return run.filter(([id]) => wanted.has(id));
  }

  #listed(keyIds: readonly number[]): FoundKey[] {
    return this.#findKeys.all(JSON.stringify(keyIds)) as unknown as FoundKey[];
  }
}

function prepareFind(db: DatabaseSync, where: string): StatementSync {
  const statement = db.prepare(`SELECT id, secret FROM key WHERE ${where} AND secret <> zeroblob(32)`);
  statement.setReturnArrays(true);
  return statement;
}
