import { Postgres } from '#postgres';
import { PostgresDeskStore } from '../src/postgres/postgres-desk-store.js';
import type { PostgresDeskOptions } from '../src/postgres/postgres-desk-store.js';
import type { DeskStore } from '../src/index.js';
import type { DeskDriver } from './desk-under-test.js';

const usual: PostgresDeskOptions = { maxWaitingBytes: 64 * 1024 * 1024, lookEveryMs: 20, leaseClock: 'asker' };

/** The desk store at this address. */
export const deskOn = (url: string, options: Partial<PostgresDeskOptions> = {}): Promise<PostgresDeskStore> =>
  PostgresDeskStore.open(url, { ...usual, ...options });

/** PostgreSQL as the contract suites see it. Making a schema takes longer than a case: desks are emptied and used again. */
export function onPostgres(freshUrl: () => string): DeskDriver {
  const free: string[] = [];
  return {
    name: 'postgres',
    durable: true,
    runs: 15,
    async open() {
      const url = free.pop() ?? freshUrl();
      const stores: DeskStore[] = [await deskOn(url)];
      return {
        get store() {
          return stores[0] as DeskStore;
        },
        async beside() {
          const other = await deskOn(url);
          stores.push(other);
          return other;
        },
        async reopen() {
          await stores[0]?.close();
          return (stores[0] = await deskOn(url));
        },
        async end() {
          await Promise.all(stores.map((each) => each.close()));
          await emptyDesk(url);
          free.push(url);
        },
      };
    },
  };
}

/** Leaves a desk as its migrations made it. */
async function emptyDesk(url: string): Promise<void> {
  const postgres = new Postgres(url, { store: 'desk', connections: 1 });
  await postgres.with((connection) => connection.query(emptying));
  await postgres.close();
}

const emptying = `
  DELETE FROM inbound; DELETE FROM inbound_repeats; DELETE FROM leases; DELETE FROM routes;
  DELETE FROM look_up_handles; DELETE FROM look_up_threads; DELETE FROM lane_checkpoints; DELETE FROM command_results;
  DELETE FROM api_keys; DELETE FROM numbers; DELETE FROM checkpoints; DELETE FROM facts; DELETE FROM kept_states;
  DELETE FROM outbox_replies; DELETE FROM outbox_statuses; DELETE FROM webhooks; DELETE FROM relay_places;
  DELETE FROM attendance; DELETE FROM errands; DELETE FROM page_news; DELETE FROM presence;
  UPDATE inbound_head SET position = 0;
  UPDATE kept_state_heads SET changed = 0;
  UPDATE under_way SET lane = NULL, first = NULL, last = NULL;
  UPDATE index_mark SET generation = 1, position = 0, hash = decode(repeat('00', 32), 'hex')`;
