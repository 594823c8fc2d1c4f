import type { PoolClient } from 'pg';
import type { Postgres } from './open-postgres.js';
import { spoilsConnection } from './postgres-faults.js';

/** Whoever works at the same time works on one connection: where it is pipelined, all they ask goes out together. */
export class SharedConnection {
  #connection: Promise<PoolClient> | undefined;
  #users = 0;
  #broken = false;

  constructor(private readonly postgres: Pick<Postgres, 'connect'>) {}

  /** The connection for as long as `work` takes; whoever is the last gives it back. Errors: those of `Postgres.with`. */
  async with<Result>(work: (connection: PoolClient) => Promise<Result>): Promise<Result> {
    this.#users += 1;
    const taken = (this.#connection ??= this.postgres.connect());
    try {
      return await work(await taken);
    } catch (fault) {
      this.#broken ||= spoilsConnection(fault);
      throw fault;
    } finally {
      this.#users -= 1;
      if (this.#users === 0) await this.#giveBack();
    }
  }

  async #giveBack(): Promise<void> {
    const [taken, broken] = [this.#connection, this.#broken];
    this.#connection = undefined;
    this.#broken = false;
    const connection = await taken?.catch(() => undefined);
    connection?.release(broken);
  }
}
