import { statement } from '#postgres';
import type { KeptState, KeptStates } from '../desk-store.port.js';
import type { DeskDatabase } from './desk-database.js';

/** Rooms of the table; each counts its changes for itself. */
export type StatesRoom = 'inboxes' | 'agents';

const since = statement(`
  SELECT id, version, text, changed FROM kept_states WHERE room = $1 AND changed > $2 ORDER BY changed`);
// The head is locked until the commit: changes become visible in the order they are numbered.
const keepNewer = statement(`
  WITH head AS (
    UPDATE kept_state_heads SET changed = changed + 1 WHERE room = $1 RETURNING changed
  )
  INSERT INTO kept_states (room, id, version, text, changed) SELECT $1, $2, $3, $4, changed FROM head
  ON CONFLICT (room, id) DO UPDATE SET version = excluded.version, text = excluded.text, changed = excluded.changed
    WHERE excluded.version > kept_states.version`);
const forget = statement('UPDATE kept_states SET version = 0 WHERE room = $1');

interface StateRow {
  readonly id: string;
  readonly version: bigint;
  readonly text: Buffer;
  readonly changed: bigint;
}

/** What streams say, in the desk's schema. */
export class PostgresKeptStates implements KeptStates {
  constructor(
    private readonly database: DeskDatabase,
    private readonly room: StatesRoom,
  ) {}

  async keep({ id, version, text }: KeptState): Promise<void> {
    await this.database.inTurn(keepNewer, [this.room, id, version, Buffer.from(text)]);
  }

  async changedSince(mark: number): Promise<{ readonly states: readonly KeptState[]; readonly mark: number }> {
    const rows = await this.database.rows<StateRow>(since, [this.room, mark]);
    const states = rows.map(({ id, version, text }) => ({ id, version: Number(version), text: text.toString() }));
    return { states, mark: Number(rows.at(-1)?.changed ?? mark) };
  }

  async forgetVersions(): Promise<void> {
    await this.database.inTurn(forget, [this.room]);
  }
}
