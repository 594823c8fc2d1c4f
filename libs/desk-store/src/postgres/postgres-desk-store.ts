import { migrateSchema, Postgres } from '#postgres';
import { DeskSchemaUnknown } from '../desk-store.errors.js';
import type { DeskStore, EnvelopeGroups } from '../desk-store.port.js';
import { DeskDatabase, deskErrorOf } from './desk-database.js';
import { PostgresApiKeys } from './postgres-api-keys.js';
import { PostgresCommandResults } from './postgres-command-results.js';
import { PostgresErrands } from './postgres-errands.js';
import { PostgresInboundLog } from './postgres-inbound-log.js';
import type { InboundLogLimits } from './postgres-inbound-log.js';
import { PostgresKeptStates } from './postgres-kept-states.js';
import { PostgresNewsRoom } from './postgres-news-room.js';
import { PostgresOutboxRoom } from './postgres-outbox-room.js';
import { PostgresCheckpoints, PostgresDeskFacts, PostgresLeases, PostgresNumbers } from './postgres-rooms.js';
import type { LeaseClock } from './postgres-rooms.js';
import { PostgresPresenceRoom } from './postgres-presence-room.js';
import { PostgresRelayRoom } from './postgres-relay-room.js';
import { PostgresSequencerStore } from './postgres-sequencer-store.js';
import { PostgresSnapshots } from './postgres-snapshots.js';
import { PostgresWebhookRoom } from './postgres-webhook-room.js';
import { migrations } from './schema.js';
import { SharedBell } from './shared-bell.js';

export interface PostgresDeskOptions extends InboundLogLimits {
  /** `database` where nothing is said. */
  readonly leaseClock?: LeaseClock;
}

/** One writes what arrived, one the rest in turn; the others read. */
const connections = 6;

/** Whatever is asked for is found by a key: a plan made while the tables were small would be one for another desk. */
const session = { enable_seqscan: 'off', plan_cache_mode: 'force_generic_plan' };

/** The desk store in a schema that several servers share: nobody is alone with it, and leases end by themselves. */
export class PostgresDeskStore implements DeskStore {
  readonly inbound: PostgresInboundLog;
  readonly sequencer: PostgresSequencerStore;
  readonly results: PostgresCommandResults;
  readonly keys: PostgresApiKeys;
  readonly leases: PostgresLeases;
  readonly numbers: PostgresNumbers;
  readonly checkpoints: PostgresCheckpoints;
  readonly facts: PostgresDeskFacts;
  readonly inboxes: PostgresKeptStates;
  readonly agents: PostgresKeptStates;
  readonly snapshots: PostgresSnapshots;
  readonly outbox: PostgresOutboxRoom;
  readonly webhooks: PostgresWebhookRoom;
  readonly relay: PostgresRelayRoom;
  readonly errands: PostgresErrands;
  readonly news: PostgresNewsRoom;
  readonly presence: PostgresPresenceRoom;
  readonly #database: DeskDatabase;
  readonly #bells: SharedBell[] = [];
  #closing: Promise<void> | undefined;

  /** Errors: `PostgresUrlInvalid`, `DeskSchemaUnknown`, `DeskUnavailable`. */
  static async open(url: string, options: PostgresDeskOptions): Promise<PostgresDeskStore> {
    const postgres = new Postgres(url, { store: 'desk', connections, session });
    try {
      await migrateSchema(postgres, migrations, (found, known) => new DeskSchemaUnknown(found, known));
      return new PostgresDeskStore(postgres, options);
    } catch (fault) {
      await postgres.close();
      throw fault instanceof DeskSchemaUnknown ? fault : deskErrorOf(fault);
    }
  }

  private constructor(
    private readonly postgres: Postgres,
    options: PostgresDeskOptions,
  ) {
    const database = (this.#database = new DeskDatabase(postgres));
    this.inbound = new PostgresInboundLog(postgres, database, options);
    this.sequencer = new PostgresSequencerStore(database);
    this.results = new PostgresCommandResults(database);
    this.keys = new PostgresApiKeys(database);
    this.leases = new PostgresLeases(database, options.leaseClock ?? 'database');
    this.numbers = new PostgresNumbers(database);
    this.checkpoints = new PostgresCheckpoints(database);
    this.facts = new PostgresDeskFacts(database);
    this.inboxes = new PostgresKeptStates(database, 'inboxes');
    this.agents = new PostgresKeptStates(database, 'agents');
    this.snapshots = new PostgresSnapshots(database);
    this.outbox = new PostgresOutboxRoom(database, this.#bell('outbox'));
    this.relay = new PostgresRelayRoom(database);
    this.webhooks = new PostgresWebhookRoom(database);
    this.errands = new PostgresErrands(database, this.#bell('errands'));
    this.news = new PostgresNewsRoom(database, this.#bell('page_news'));
    this.presence = new PostgresPresenceRoom(database, this.#bell('presence'));
  }

  envelopeGroups(): EnvelopeGroups {
    return this.inbound.groupSizes.told();
  }

  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  #bell(room: string): SharedBell {
    const bell = new SharedBell(this.postgres, this.#database, room);
    this.#bells.push(bell);
    return bell;
  }

  async #end(): Promise<void> {
    for (const bell of this.#bells) bell.close();
    await this.inbound.close();
    await this.keys.close();
    await this.#database.close();
    await this.postgres.close();
  }
}
