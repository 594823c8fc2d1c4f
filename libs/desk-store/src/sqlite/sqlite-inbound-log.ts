import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Lane } from '#domain';
import { CommitNews, emptyWriteAheadLog } from '#sqlite';
import { Bell } from '../bell.js';
import { DeskBusy, DeskUnavailable } from '../desk-store.errors.js';
import type { Envelope, EnvelopeReceipt, InboundLog, KeptEnvelope } from '../inbound-log.port.js';
import type { DeskWriter } from './desk-writer.js';
import { packEnvelopes, receiptsOf } from './envelope-batch.js';

export interface InboundLogLimits {
  /** Bytes of envelopes that may wait to be written before `keep` is refused with `DeskBusy`. */
  readonly maxWaitingBytes: number;
  /** How often to look whether another process kept something, in milliseconds. */
  readonly lookEveryMs: number;
}

/** What one envelope costs in memory beside its body, in bytes, about. */
const envelopeCost = 512;
/** The digest as text: a blob of a row costs as much as all its numbers and texts together. */
const columns = `
  position, lane, inbox, native_id, lower(hex(sha256)), content_type, received_at, size, context, body`;

/** The inbound log on desk.db: written by the writer thread, read here. */
export class SqliteInboundLog implements InboundLog {
  private readonly bell = new Bell();
  private readonly laneAfter: StatementSync;
  private readonly atPosition: StatementSync;
  private readonly lastOfLane: StatementSync;
  private readonly lastOfAll: StatementSync;
  private readonly dataVersion: StatementSync;
  private readonly onlyOf: StatementSync;
  private readonly large: StatementSync;
  private seenVersion: unknown;
  private waitingBytes = 0;
  private closed = false;
  private readonly news: CommitNews;
  private listening = false;

  constructor(
    private readonly path: string,
    db: DatabaseSync,
    private readonly writer: DeskWriter,
    private readonly limits: InboundLogLimits,
  ) {
    this.laneAfter = db.prepare(
      `SELECT ${columns} FROM inbound WHERE lane = ? AND position > ? ORDER BY position LIMIT ?`,
    );
    this.laneAfter.setReturnArrays(true);
    this.atPosition = db.prepare(`SELECT ${columns} FROM inbound WHERE position = ?`);
    this.atPosition.setReturnArrays(true);
    this.lastOfLane = db.prepare('SELECT max(position) AS position FROM inbound WHERE lane = ?');
    // A raised position stands in a run of names that ends there.
    this.lastOfAll = db.prepare(`
      SELECT max((SELECT coalesce(max(position), 0) FROM inbound),
                 (SELECT coalesce(max(up_to), 0) FROM inbound_runs)) AS position`);
    this.dataVersion = db.prepare('PRAGMA data_version');
    const isLarge = (table: string) => `${table}.body IS NULL AND ${table}.size > 0`;
    this.large = db.prepare(`SELECT 1 FROM inbound WHERE sha256 = ? AND ${isLarge('inbound')}`);
    this.onlyOf = db.prepare(`
      WITH asked AS MATERIALIZED (SELECT value AS position FROM json_each(?))
      SELECT DISTINCT lower(hex(theirs.sha256)) AS sha256 FROM asked JOIN inbound AS theirs USING (position)
      WHERE ${isLarge('theirs')} AND theirs.sha256 <> zeroblob(32) AND NOT EXISTS (
        SELECT 1 FROM inbound AS other
        WHERE other.sha256 = theirs.sha256 AND ${isLarge('other')} AND other.position NOT IN (SELECT position FROM asked))`);
    this.news = new CommitNews(path, () => this.bell.ring());
  }

  async keep(envelopes: readonly Envelope[]): Promise<readonly EnvelopeReceipt[]> {
    if (envelopes.length === 0) return [];
    const batch = packEnvelopes(envelopes);
    const bytes = batch.bytes.byteLength + envelopes.length * envelopeCost;
    if (this.waitingBytes + bytes > this.limits.maxWaitingBytes) throw new DeskBusy('too many envelopes wait');
    this.waitingBytes += bytes;
    try {
      const receipts = await this.writer.write('keepEnvelopes', [batch], bytes);
      return receiptsOf(receipts);
    } finally {
      this.waitingBytes -= bytes;
    }
  }

  async read(lane: Lane, after: bigint, limit: number, maxBytes: number): Promise<readonly KeptEnvelope[]> {
    const read: KeptEnvelope[] = [];
    let bytes = 0;
    for (const row of this.laneAfter.iterate(lane, after, limit)) {
      const envelope = envelopeOf(row as unknown as InboundRow);
      bytes += envelope.size;
      if (read.length > 0 && bytes > maxBytes) break;
      read.push(envelope);
    }
    return read;
  }

  async at(position: bigint): Promise<KeptEnvelope | undefined> {
    const row = this.atPosition.get(position);
    return row && envelopeOf(row as unknown as InboundRow);
  }

  async head(lane: Lane): Promise<bigint> {
    return BigInt(Number(this.lastOfLane.get(lane)?.['position'] ?? 0));
  }

  async lastGiven(): Promise<bigint> {
    return BigInt(Number(this.lastOfAll.get()?.['position']));
  }

  raise(atLeast: bigint): Promise<void> {
    return this.writer.write('raiseInbound', [Number(atLeast)]);
  }

  async bodiesOnlyOf(positions: readonly bigint[]): Promise<readonly string[]> {
    return this.onlyOf.all(JSON.stringify(positions.map(Number))).map(({ sha256 }) => String(sha256));
  }

  async hasLargeBody(sha256: string): Promise<boolean> {
    return this.large.get(Buffer.from(sha256, 'hex')) !== undefined;
  }

  async erase(positions: readonly bigint[]): Promise<void> {
    await this.writer.write('eraseEnvelopes', [positions.map(Number)]);
    if (!(await emptyWriteAheadLog(this.path))) throw new DeskUnavailable('somebody reads what was erased');
  }

  async waitFor(lane: Lane, after: bigint, signal: AbortSignal): Promise<void> {
    this.listen();
    const looking = setInterval(() => this.lookAbroad(), this.limits.lookEveryMs);
    try {
      while (!this.closed && !signal.aborted && (await this.head(lane)) <= after) await this.bell.rung(signal);
    } finally {
      clearInterval(looking);
    }
  }

  /** Lets go of everybody who waits. */
  close(): void {
    this.closed = true;
    if (this.listening) this.news.leave();
    this.bell.ring();
  }

  /** Who waits once will wait again: the line to the writer's news stays open. */
  private listen(): void {
    if (this.listening || this.closed) return;
    this.listening = true;
    this.news.listen();
  }

  /** SQLite counts the commits of others: one cheap question tells whether a command line imported something. */
  private lookAbroad(): void {
    const version = this.closed ? undefined : this.dataVersion.get()?.['data_version'];
    if (version === this.seenVersion) return;
    this.seenVersion = version;
    this.bell.ring();
  }
}

/** A row of `columns`, read as an array. */
type InboundRow = readonly [
  position: number,
  lane: Lane,
  inbox: string,
  nativeId: string | null,
  sha256: string,
  contentType: string,
  receivedAt: string,
  size: number,
  context: string,
  body: Uint8Array | null,
];

function envelopeOf(row: InboundRow): KeptEnvelope {
  const [position, lane, inbox, nativeId, sha256, contentType, receivedAt, size, context, bytes] = row;
  if (sha256 === erasedDigest) return erasedAt({ position: BigInt(position), lane, inbox, receivedAt, size });
  // An empty body may come back as NULL; no empty body ever lies in the blob store.
  const body = bytes ?? (size === 0 ? new Uint8Array(0) : undefined);
  return {
    position: BigInt(position),
    lane,
    inbox,
    nativeId: nativeId ?? sha256,
    sha256,
    contentType,
    receivedAt,
    size,
    context,
    ...(body && { body }),
  };
}

const erasedDigest = '0'.repeat(64);

const erasedAt = (left: Pick<KeptEnvelope, 'position' | 'lane' | 'inbox' | 'receivedAt' | 'size'>): KeptEnvelope => ({
  ...left,
  ...{ nativeId: '', sha256: '', contentType: '', context: '', erased: true },
});
