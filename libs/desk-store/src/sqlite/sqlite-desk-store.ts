import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { MessagePort } from 'node:worker_threads';
import { BranchLine, copyDatabase, holdFile, openSqlite, WriterThread } from '#sqlite';
import { DeskInUse } from '../desk-store.errors.js';
import type { DeskStore, EnvelopeGroups } from '../desk-store.port.js';
import { openDeskFile } from './desk-file.js';
import { DeskWriter } from './desk-writer.js';
import type { DeskWorkerData } from './desk-writes.js';
import { SqliteApiKeys } from './sqlite-api-keys.js';
import { SqliteInboundLog } from './sqlite-inbound-log.js';
import type { InboundLogLimits } from './sqlite-inbound-log.js';
import { SqliteKeptStates } from './sqlite-kept-states.js';
import { SqliteOutboxRoom } from './sqlite-outbox-room.js';
import { SqliteRelayRoom } from './sqlite-relay-room.js';
import {
  SqliteCheckpoints,
  SqliteCommandResults,
  SqliteDeskFacts,
  SqliteLeases,
  SqliteNumbers,
} from './sqlite-rooms.js';
import { SqliteSequencerStore } from './sqlite-sequencer-store.js';
import { SqliteSnapshots } from './sqlite-snapshots.js';
import { SqliteWebhookRoom } from './sqlite-webhook-room.js';

export interface SqliteDeskOptions extends InboundLogLimits {
  /** Keeps other servers out. A command line that imports beside a running server opens without. */
  readonly hold: boolean;
  /** Names of envelopes that gather in memory before they are written as one sorted run. */
  readonly namesInRun?: number;
  /** A branch of the writer of this file that another thread of this process has open. */
  readonly branch?: MessagePort | undefined;
}

/** About 5 MiB, written in some 60 ms. */
const usualRun = 32_768;

/** The desk store in one file: one writer thread for all rooms, point reads on a connection of this thread. */
export class SqliteDeskStore implements DeskStore {
  readonly inbound: SqliteInboundLog;
  readonly sequencer: SqliteSequencerStore;
  readonly results: SqliteCommandResults;
  readonly keys: SqliteApiKeys;
  readonly leases: SqliteLeases;
  readonly numbers: SqliteNumbers;
  readonly checkpoints: SqliteCheckpoints;
  readonly facts: SqliteDeskFacts;
  readonly inboxes: SqliteKeptStates;
  readonly agents: SqliteKeptStates;
  readonly snapshots: SqliteSnapshots;
  readonly outbox: SqliteOutboxRoom;
  readonly webhooks: SqliteWebhookRoom;
  readonly relay: SqliteRelayRoom;
  readonly takeOver?: () => Promise<void>;
  readonly branch?: () => MessagePort;
  readonly envelopeGroups?: () => EnvelopeGroups;
  private readonly writer: DeskWriter;
  private closing: Promise<void> | undefined;

  /** Errors: `DeskInUse`, `DeskSchemaUnknown`. */
  static open(path: string, options: SqliteDeskOptions): SqliteDeskStore {
    mkdirSync(dirname(path), { recursive: true });
    const held = options.hold ? holdFile(path, () => new DeskInUse(`another server works on ${path}`)) : undefined;
    try {
      return new SqliteDeskStore(path, openReader(path), options, () => held?.release());
    } catch (fault) {
      held?.release();
      throw fault;
    }
  }

  private constructor(
    private readonly path: string,
    private readonly reader: DatabaseSync,
    options: SqliteDeskOptions,
    private readonly letGo: () => void,
  ) {
    const line = options.branch ? new BranchLine(options.branch) : writerThread(path, options);
    if (line instanceof WriterThread) {
      this.branch = () => line.branch();
      this.envelopeGroups = () => line.groupSizes();
    }
    const writer = (this.writer = new DeskWriter(line));
    this.inbound = new SqliteInboundLog(path, reader, writer, options);
    this.sequencer = new SqliteSequencerStore(reader, writer);
    this.results = new SqliteCommandResults(reader, writer);
    this.keys = new SqliteApiKeys(reader, writer);
    this.leases = new SqliteLeases(writer);
    this.numbers = new SqliteNumbers(writer);
    this.checkpoints = new SqliteCheckpoints(reader, writer);
    this.facts = new SqliteDeskFacts(reader, writer);
    this.inboxes = new SqliteKeptStates(reader, writer, 'inboxes');
    this.agents = new SqliteKeptStates(reader, writer, 'agents');
    this.snapshots = new SqliteSnapshots(reader, writer);
    this.outbox = new SqliteOutboxRoom(reader, writer);
    this.relay = new SqliteRelayRoom(reader, writer);
    this.webhooks = new SqliteWebhookRoom(reader, writer);
    if (options.hold) this.takeOver = () => writer.write('clearLeases', []);
  }

  copyTo(folder: string): Promise<void> {
    return copyDatabase(this.path, join(folder, 'desk.db'));
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    this.inbound.close();
    await this.keys.close();
    this.reader.close();
    await this.writer.close();
    this.letGo();
  }
}

function writerThread(path: string, { namesInRun = usualRun }: SqliteDeskOptions): WriterThread {
  const module = new URL('./desk.worker.js', import.meta.url);
  return new WriterThread('desk writer', module, { path, namesInRun } satisfies DeskWorkerData);
}

/** The schema is brought up to date first, here, so that a file we cannot read stops the start by name. */
function openReader(path: string): DatabaseSync {
  const migrated = openDeskFile(path);
  try {
    return openSqlite(path, { synchronous: 'FULL', readOnly: true });
  } finally {
    migrated.close();
  }
}
