import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { inTransaction } from '#sqlite';
import type { Erasure, ErasureRegister } from '../sealing-keys.port.js';
import { tried } from './tried.js';

/** The erasure register in the keys' file. */
export class SqliteErasureRegister implements ErasureRegister {
  readonly #enter: StatementSync;
  readonly #close: StatementSync;
  readonly #list: StatementSync;

  constructor(private readonly db: DatabaseSync) {
    this.#enter = db.prepare(`
      INSERT INTO erasure (customer_id, asked_at) VALUES (?, ?)
      ON CONFLICT DO UPDATE SET asked_at = min(asked_at, excluded.asked_at), done_at = NULL`);
    this.#close = db.prepare('UPDATE erasure SET done_at = ? WHERE customer_id = ?');
    this.#list = db.prepare('SELECT customer_id, asked_at, done_at FROM erasure ORDER BY customer_id');
    this.#list.setReturnArrays(true);
  }

  async enter(erasures: readonly Pick<Erasure, 'customerId' | 'askedAt'>[]): Promise<void> {
    tried(() =>
      inTransaction(this.db, () => {
        for (const { customerId, askedAt } of erasures) this.#enter.run(customerId, askedAt);
      }),
    );
  }

  async close(customerIds: readonly string[], doneAt: string): Promise<void> {
    tried(() =>
      inTransaction(this.db, () => {
        for (const customerId of customerIds) this.#close.run(doneAt, customerId);
      }),
    );
  }

  async list(): Promise<readonly Erasure[]> {
    return tried(() => (this.#list.all() as unknown as ErasureRow[]).map(erasureOf));
  }
}

type ErasureRow = readonly [customerId: string, askedAt: string, doneAt: string | null];

const erasureOf = ([customerId, askedAt, doneAt]: ErasureRow): Erasure => ({
  customerId,
  askedAt,
  ...(doneAt !== null && { doneAt }),
});
