import { statement } from '#postgres';
import type { Erasure, ErasureRegister } from '../sealing-keys.port.js';
import type { KeysDatabase } from './keys-database.js';

// Whoever is named twice was first asked for at the earlier instant.
const enterThem = statement(`
  INSERT INTO erasure (customer_id, asked_at)
  SELECT customer_id, min(asked_at) FROM unnest($1::text[], $2::text[]) AS given (customer_id, asked_at)
  GROUP BY customer_id ORDER BY customer_id
  ON CONFLICT (customer_id) DO UPDATE SET asked_at = least(erasure.asked_at, excluded.asked_at), done_at = NULL`);
const closeThem = statement('UPDATE erasure SET done_at = $2 WHERE customer_id = ANY ($1::text[])');
const listThem = statement('SELECT customer_id, asked_at, done_at FROM erasure ORDER BY customer_id');

/** The erasure register in the keys' schema. */
export class PostgresErasureRegister implements ErasureRegister {
  constructor(private readonly database: KeysDatabase) {}

  async enter(erasures: readonly Pick<Erasure, 'customerId' | 'askedAt'>[]): Promise<void> {
    const [customers, instants] = [
      erasures.map(({ customerId }) => customerId),
      erasures.map(({ askedAt }) => askedAt),
    ];
    await this.database.rows(enterThem, [customers, instants]);
  }

  async close(customerIds: readonly string[], doneAt: string): Promise<void> {
    await this.database.rows(closeThem, [customerIds, doneAt]);
  }

  async list(): Promise<readonly Erasure[]> {
    return (await this.database.rows<ErasureRow>(listThem)).map(erasureOf);
  }
}

type ErasureRow = [customerId: string, askedAt: string, doneAt: string | null];

const erasureOf = ([customerId, askedAt, doneAt]: ErasureRow): Erasure => ({
  customerId,
  askedAt,
  ...(doneAt !== null && { doneAt }),
});
