import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { bytesOf, envelopeName, idOf } from '../envelope-name.js';
import type { EnvelopeName } from '../envelope-name.js';
import { NameFilter } from './name-filter.js';
import { RecentNames } from './recent-names.js';

interface Run {
  readonly run: number;
  readonly filter: NameFilter;
}

/** What is known of a name: where it lies, if it does, and whether its id came before, with whatever bytes. */
export interface KnownName {
  readonly position: number | undefined;
  readonly idKnown: boolean;
}

const neverSeen: KnownName = { position: undefined, idKnown: false };

/**
 * Which envelopes were kept, by name. Names come in random order, and an index in random order would cost a page of
 * writing for every envelope. So the newest names live in memory (the envelopes themselves are their durable form), and
 * whenever there are `runSize` of them, they go to the table as one sorted run with a filter. A new envelope asks memory
 * and the filters, and reads nothing.
 *
 * Other processes may keep envelopes too: `catchUp` learns of theirs, in the transaction that then asks.
 */
export class EnvelopeNames {
  private recent: RecentNames | undefined;
  private runs: Run[] = [];
  private readonly lastPosition: StatementSync;
  private readonly rowAt: StatementSync;
  private readonly rowsAfter: StatementSync;
  private readonly storedRuns: StatementSync;
  private readonly lastRun: StatementSync;
  private readonly position: StatementSync;
  private readonly id: StatementSync;
  private readonly addNames: StatementSync;
  private readonly addRun: StatementSync;

  constructor(
    db: DatabaseSync,
    private readonly runSize: number,
  ) {
    const named = 'SELECT inbox, native_id, sha256, name FROM inbound LEFT JOIN inbound_erased USING (position)';
    this.lastPosition = db.prepare('SELECT coalesce(max(position), 0) AS position FROM inbound');
    this.rowAt = db.prepare(`${named} WHERE position = ?`);
    this.rowsAfter = db.prepare(`${named} WHERE position > ? ORDER BY position`);
    this.storedRuns = db.prepare('SELECT run, filter FROM inbound_runs ORDER BY run DESC');
    this.lastRun = db.prepare('SELECT run, up_to FROM inbound_runs ORDER BY run DESC LIMIT 1');
    this.position = db.prepare('SELECT position FROM inbound_names WHERE run = ? AND id = ? AND bytes = ?');
    this.id = db.prepare('SELECT 1 FROM inbound_names WHERE run = ? AND id = ? LIMIT 1');
    // One statement a run: a stall of the door that long is dearer than this line.
    this.addNames = db.prepare(`
      INSERT INTO inbound_names (run, id, bytes, position)
      SELECT :run, substr(:names, 32 * key + 1, 16), substr(:names, 32 * key + 17, 16), value FROM json_each(:positions)`);
    this.addRun = db.prepare('INSERT INTO inbound_runs (run, up_to, filter) VALUES (?, ?, ?)');
  }

  /** To be called in each transaction before anything is asked. */
  catchUp(): void {
    const recent = this.recent ?? this.readAll();
    if (this.lastPosition.get()?.['position'] === recent.lastPosition) return;
    if (this.runsDiffer()) this.readAll();
    else this.readOn(recent);
  }

  find(name: EnvelopeName): KnownName {
    const position = this.recent?.positionOf(name);
    if (position !== undefined) return { position, idKnown: true };
    const earlier = this.findInRuns(name);
    return this.recent?.hasId(name) ? { ...earlier, idKnown: true } : earlier;
  }

  /** Adds the name of the envelope after the last. */
  add(name: EnvelopeName): void {
    const recent = this.recent ?? this.readAll();
    recent.add(name);
    if (recent.size < this.runSize) return;
    // A run of another process holds names of ours too.
    if (this.runsDiffer()) this.readAll();
    else this.writeRun(recent);
  }

  /** Where the next envelope goes. */
  get nextPosition(): number {
    return (this.recent ?? this.readAll()).lastPosition + 1;
  }

  /** The next envelope goes behind `atLeast`: a run that ends there says so, however few names it has. */
  raise(atLeast: number): void {
    const recent = this.recent ?? this.readAll();
    if (atLeast > recent.lastPosition) this.writeRun(recent, atLeast);
  }

  /** After a rollback: whatever the file does not confirm is forgotten. */
  doubt(): void {
    if (this.runsDiffer()) this.recent = undefined;
    while (this.recent?.lastName !== undefined && !this.isConfirmed(this.recent)) this.recent.forgetLast();
  }

  private findInRuns(name: EnvelopeName): KnownName {
    const id = idOf(name);
    let known = neverSeen;
    for (const { run, filter } of this.runs) {
      if (!filter.mayHold(id)) continue;
      const row = this.position.get(run, bytesOf(id), bytesOf(name.slice(id.length)));
      if (row) return { position: Number(row['position']), idKnown: true };
      if (this.id.get(run, bytesOf(id))) known = { position: undefined, idKnown: true };
    }
    return known;
  }

  private readAll(): RecentNames {
    this.runs = this.storedRuns.all().map(({ run, filter }) => ({
      run: Number(run),
      filter: NameFilter.stored(filter as Uint8Array),
    }));
    const recent = new RecentNames(this.newestStoredRun().upTo);
    this.readOn(recent);
    return (this.recent = recent);
  }

  private readOn(recent: RecentNames): void {
    for (const row of this.rowsAfter.iterate(recent.lastPosition)) recent.add(nameIn(row as unknown as NamedRow));
  }

  private isConfirmed(recent: RecentNames): boolean {
    const row = this.rowAt.get(recent.lastPosition);
    return row !== undefined && nameIn(row as unknown as NamedRow) === recent.lastName;
  }

  private writeRun(recent: RecentNames, upTo = recent.lastPosition): void {
    const run = this.newestRun() + 1;
    const sorted = recent.sorted();
    const names = bytesOf(sorted.map(({ name }) => name).join(''));
    this.addNames.run({ run, names, positions: JSON.stringify(sorted.map(({ position }) => position)) });
    const filter = NameFilter.empty(sorted.length);
    for (const { name } of sorted) filter.add(name);
    this.addRun.run(run, upTo, filter.bits);
    this.runs.unshift({ run, filter });
    this.recent = new RecentNames(upTo);
  }

  /** Whether the file has other runs than we know: another process wrote some, or some of ours were rolled back. */
  private runsDiffer(): boolean {
    return this.newestStoredRun().run !== this.newestRun();
  }

  private newestRun(): number {
    return this.runs[0]?.run ?? 0;
  }

  private newestStoredRun(): { readonly run: number; readonly upTo: number } {
    const row = this.lastRun.get();
    return { run: Number(row?.['run'] ?? 0), upTo: Number(row?.['up_to'] ?? 0) };
  }
}

/** A row as its name is made of; `name` where it was erased. */
interface NamedRow {
  readonly inbox: string;
  readonly native_id: string | null;
  readonly sha256: Uint8Array;
  readonly name: Uint8Array | null;
}

function nameIn({ inbox, native_id, sha256, name }: NamedRow): EnvelopeName {
  if (name !== null) return Buffer.from(name).toString('binary');
  const digest = Buffer.from(sha256.buffer, sha256.byteOffset, sha256.byteLength);
  return envelopeName(inbox, native_id ?? digest.toString('hex'), digest, 0);
}
