import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Instant } from '#domain';
import type { Checkpoint, Checkpoints } from '../checkpoints.port.js';
import type {
  CommandResult,
  CommandResults,
  DeskFacts,
  Lease,
  Leases,
  Numbers,
  WantedLeases,
} from '../desk-store.port.js';
import type { DeskWriter } from './desk-writer.js';

const expiredAtOnce = 1000;

export class SqliteCommandResults implements CommandResults {
  private readonly byId: StatementSync;

  constructor(
    db: DatabaseSync,
    private readonly writer: DeskWriter,
  ) {
    this.byId = db.prepare(`
      SELECT command_id AS commandId, body_digest AS bodyDigest, result, answered_at AS answeredAt
      FROM command_results WHERE command_id = ?`);
  }

  async find(commandId: string): Promise<CommandResult | undefined> {
    const row = this.byId.get(commandId);
    return row && ({ ...row } as unknown as CommandResult);
  }

  keep(result: CommandResult): Promise<CommandResult> {
    return this.writer.write('keepResult', [result], result.result.length);
  }

  replace(result: CommandResult): Promise<void> {
    return this.writer.write('replaceResult', [result], result.result.length);
  }

  async expire(before: Instant): Promise<number> {
    let expired = 0;
    for (let more = true; more;) {
      const some = await this.writer.write('expireResults', [before, expiredAtOnce]);
      expired += some;
      more = some === expiredAtOnce;
    }
    return expired;
  }

  async forgetBodies(commandIds: readonly string[]): Promise<void> {
    if (commandIds.length > 0) await this.writer.write('forgetBodies', [commandIds]);
  }
}

export class SqliteLeases implements Leases {
  constructor(private readonly writer: DeskWriter) {}

  acquire(name: string, holder: string, now: Instant, seconds: number): Promise<Lease | undefined> {
    const expiresAt = new Date(Date.parse(now) + seconds * 1000).toISOString();
    return this.writer.write('acquireLease', [name, holder, now, expiresAt]);
  }

  acquireSome(wanted: WantedLeases, holder: string, now: Instant, seconds: number): Promise<readonly Lease[]> {
    const expiresAt = new Date(Date.parse(now) + seconds * 1000).toISOString();
    return this.writer.write('acquireSome', [wanted, holder, now, expiresAt]);
  }

  release(...leases: readonly Lease[]): Promise<void> {
    return this.writer.write('releaseLeases', [leases]);
  }
}

export class SqliteNumbers implements Numbers {
  constructor(private readonly writer: DeskWriter) {}

  async take(series: string, size: number): Promise<{ readonly first: number; readonly size: number }> {
    return { first: await this.writer.write('takeNumbers', [series, size]), size };
  }

  raise(series: string, atLeast: number): Promise<void> {
    return this.writer.write('raiseNumbers', [series, atLeast]);
  }
}

export class SqliteCheckpoints implements Checkpoints {
  private readonly byProcessor: StatementSync;

  constructor(
    db: DatabaseSync,
    private readonly writer: DeskWriter,
  ) {
    this.byProcessor = db.prepare('SELECT position, hash FROM checkpoints WHERE processor = ?');
    this.byProcessor.setReadBigInts(true);
  }

  async get(processor: string): Promise<Checkpoint | undefined> {
    const row = this.byProcessor.get(processor);
    return row && ({ ...row } as unknown as Checkpoint);
  }

  set(processor: string, { position, hash }: Checkpoint): Promise<void> {
    return this.writer.write('setCheckpoint', [processor, { position, hash: new Uint8Array(hash) }]);
  }
}

export class SqliteDeskFacts implements DeskFacts {
  private readonly byName: StatementSync;

  constructor(
    db: DatabaseSync,
    private readonly writer: DeskWriter,
  ) {
    this.byName = db.prepare('SELECT value FROM facts WHERE name = ?');
  }

  async get(name: string): Promise<string | undefined> {
    const row = this.byName.get(name);
    return row && String(row['value']);
  }

  set(name: string, value: string): Promise<void> {
    return this.writer.write('setFact', [name, value]);
  }
}
