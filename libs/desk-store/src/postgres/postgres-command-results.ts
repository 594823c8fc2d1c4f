import type { Instant } from '#domain';
import { statement } from '#postgres';
import type { Write } from '#postgres';
import type { CommandResult, CommandResults } from '../desk-store.port.js';
import type { DeskDatabase } from './desk-database.js';

const expiredAtOnce = 1000;
const columns = 'command_id AS "commandId", body_digest AS "bodyDigest", result, answered_at AS "answeredAt"';

const byId = statement(`SELECT ${columns} FROM command_results WHERE command_id = $1`);
const intoResults = `
  INSERT INTO command_results (command_id, body_digest, result, answered_at)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])`;
// Rows are ordered, so that two processes that keep the same ones wait for one another, never both.
const keepFirst = statement(`${intoResults} ORDER BY 1
  ON CONFLICT (command_id) DO UPDATE SET result = command_results.result RETURNING ${columns}`);
const replace = statement(`${intoResults}
  ON CONFLICT (command_id) DO UPDATE
  SET body_digest = excluded.body_digest, result = excluded.result, answered_at = excluded.answered_at`);
const expire = statement(`
  WITH expired AS (
    DELETE FROM command_results WHERE command_id IN
      (SELECT command_id FROM command_results WHERE answered_at < $1 ORDER BY answered_at LIMIT ${expiredAtOnce})
    RETURNING command_id
  )
  SELECT count(*)::integer AS expired FROM expired`);
const forget = statement(`
  UPDATE command_results SET body_digest = repeat('0', 64) WHERE command_id = ANY ($1::text[])`);

/** Answers to commands in the desk's schema; those that are kept while a commit is under way share the next. */
export class PostgresCommandResults implements CommandResults {
  readonly #keeping: Write<CommandResult, CommandResult>;

  constructor(private readonly database: DeskDatabase) {
    this.#keeping = { together: (results) => this.#keepTogether(results), most: 1024 };
  }

  find(commandId: string): Promise<CommandResult | undefined> {
    return this.database.row<CommandResult>(byId, [commandId]);
  }

  keep(result: CommandResult): Promise<CommandResult> {
    return this.database.together(this.#keeping, result, result.result.length);
  }

  async replace(result: CommandResult): Promise<void> {
    await this.database.inTurn(replace, valuesOf([result]));
  }

  async expire(before: Instant): Promise<number> {
    let expired = 0;
    for (let more = true; more;) {
      const some = (await this.database.inTurn<{ readonly expired: number }>(expire, [before]))?.expired ?? 0;
      expired += some;
      more = some === expiredAtOnce;
    }
    return expired;
  }

  async forgetBodies(commandIds: readonly string[]): Promise<void> {
    if (commandIds.length === 0) return;
    await this.database.inTurn(forget, [commandIds]);
    await this.database.vacuum('command_results');
  }

  async #keepTogether(results: readonly CommandResult[]): Promise<readonly CommandResult[]> {
    const first = new Map<string, CommandResult>();
    for (const result of results) if (!first.has(result.commandId)) first.set(result.commandId, result);
    const rows = await this.database.rows<CommandResult>(keepFirst, valuesOf([...first.values()]));
    const inForce = new Map(rows.map((row) => [row.commandId, row]));
    return results.map((result) => inForce.get(result.commandId) ?? result);
  }
}

const valuesOf = (results: readonly CommandResult[]): readonly (readonly string[])[] => [
  results.map(({ commandId }) => commandId),
  results.map(({ bodyDigest }) => bodyDigest),
  results.map(({ result }) => result),
  results.map(({ answeredAt }) => answeredAt),
];
