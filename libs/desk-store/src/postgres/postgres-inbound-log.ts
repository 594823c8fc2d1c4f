import type { Lane } from '#domain';
import { GroupSizes } from '#group-sizes';
import { PostgresNews, statement } from '#postgres';
import type { Postgres, Write, WriteLine } from '#postgres';
import { Bell } from '../bell.js';
import type { EnvelopeName } from '../envelope-name.js';
import type { Envelope, EnvelopeReceipt, InboundLog, KeptEnvelope } from '../inbound-log.port.js';
import { deskLine } from './desk-database.js';
import type { DeskDatabase } from './desk-database.js';
import { packEnvelope, receiptsOf, valuesOf } from './envelope-pack.js';
import type { KeptRow, PackedEnvelope } from './envelope-pack.js';

export interface InboundLogLimits {
  /** Bytes of envelopes that may wait to be written before `keep` is refused with `DeskBusy`. */
  readonly maxWaitingBytes: number;
  /** How often to look whether another process kept something, should its news be lost, in milliseconds. */
  readonly lookEveryMs: number;
}

/** What one envelope costs in memory beside its bytes, about. */
const envelopeCost = 512;
const maxCallsTogether = 4096;

const columns = `
  position, lane, inbox, native_id AS "nativeId", encode(sha256, 'hex') AS sha256, content_type AS "contentType",
  received_at AS "receivedAt", size, context, erased, body`;

const keepAll = statement(`
  SELECT nth, place, was_there AS "wasThere", id_known AS "idKnown"
  FROM keep_envelopes($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`);
const laneAfter = statement(`
  WITH next AS (
    SELECT position, size FROM inbound WHERE lane = $1 AND position > $2 ORDER BY position LIMIT $3
  ), counted AS (
    SELECT position, row_number() OVER places AS nth, sum(size) OVER places AS bytes
    FROM next WINDOW places AS (ORDER BY position)
  )
  SELECT ${columns} FROM counted JOIN inbound USING (position) WHERE nth = 1 OR bytes <= $4 ORDER BY position`);
const atPosition = statement(`SELECT ${columns} FROM inbound WHERE position = $1`);
const lastOfLane = statement('SELECT coalesce(max(position), 0) AS position FROM inbound WHERE lane = $1');
const lastOfAll = statement('SELECT position FROM inbound_head');
const raiseHead = statement('UPDATE inbound_head SET position = $1 WHERE position < $1');
const isLarge = (table: string) => `${table}.body IS NULL AND ${table}.size > 0 AND NOT ${table}.erased`;
const large = statement(`SELECT FROM inbound WHERE sha256 = $1 AND ${isLarge('inbound')} LIMIT 1`);
const largeOfThese = statement(`
  SELECT DISTINCT encode(theirs.sha256, 'hex') AS sha256 FROM inbound AS theirs
  WHERE position = ANY ($1::bigint[]) AND ${isLarge('theirs')} AND NOT EXISTS (
    SELECT FROM inbound AS other
    WHERE other.sha256 = theirs.sha256 AND ${isLarge('other')} AND NOT other.position = ANY ($1::bigint[]))`);
const eraseThese = statement(`
  UPDATE inbound SET native_id = NULL, sha256 = '', content_type = '', context = '', body = NULL, erased = true
  WHERE position = ANY ($1::bigint[]) AND NOT erased`);
const notify = statement("SELECT pg_notify($1, '')");

/** The inbound log in the desk's schema. Calls that come while one commit is under way share the next. */
export class PostgresInboundLog implements InboundLog {
  readonly #line: WriteLine;
  readonly #keeping: Write<readonly PackedEnvelope[], readonly EnvelopeReceipt[]>;
  /** How many envelopes shared a commit, in all threads of this process. */
  readonly groupSizes: GroupSizes;
  readonly #bell = new Bell();
  readonly #channel: string;
  readonly #news: PostgresNews;
  #listening = false;
  #untold = false;
  #telling: Promise<void> | undefined;
  #closed = false;

  constructor(
    postgres: Postgres,
    private readonly database: DeskDatabase,
    private readonly limits: InboundLogLimits,
  ) {
    this.#line = deskLine(limits.maxWaitingBytes);
    this.#keeping = { together: (given) => this.#keepTogether(given), most: maxCallsTogether };
    this.#channel = `${postgres.schema}_inbound`;
    this.#news = new PostgresNews(postgres, this.#channel, () => this.#bell.ring());
    this.groupSizes = GroupSizes.of(`${postgres.schema} at ${postgres.shown}`);
  }

  async keep(envelopes: readonly Envelope[]): Promise<readonly EnvelopeReceipt[]> {
    if (envelopes.length === 0) return [];
    const packed = envelopes.map(packEnvelope);
    const bytes = packed.reduce((sum, one) => sum + one.bytes.length + envelopeCost, 0);
    return this.#line.ask(this.#keeping, packed, bytes);
  }

  async read(lane: Lane, after: bigint, limit: number, maxBytes: number): Promise<readonly KeptEnvelope[]> {
    return (await this.database.rows<InboundRow>(laneAfter, [lane, after, limit, maxBytes])).map(envelopeOf);
  }

  async at(position: bigint): Promise<KeptEnvelope | undefined> {
    const row = await this.database.row<InboundRow>(atPosition, [position]);
    return row && envelopeOf(row);
  }

  async head(lane: Lane): Promise<bigint> {
    return (await this.database.row<Position>(lastOfLane, [lane]))?.position ?? 0n;
  }

  async lastGiven(): Promise<bigint> {
    return (await this.database.row<Position>(lastOfAll))?.position ?? 0n;
  }

  async raise(atLeast: bigint): Promise<void> {
    await this.database.rows(raiseHead, [atLeast]);
  }

  async bodiesOnlyOf(positions: readonly bigint[]): Promise<readonly string[]> {
    const rows = await this.database.rows<{ readonly sha256: string }>(largeOfThese, [positions]);
    return rows.map(({ sha256 }) => sha256);
  }

  async hasLargeBody(sha256: string): Promise<boolean> {
    return (await this.database.row(large, [Buffer.from(sha256, 'hex')])) !== undefined;
  }

  /** What a row held before lies in its page until the table is vacuumed, and in the server's log until that is recycled. */
  async erase(positions: readonly bigint[]): Promise<void> {
    await this.database.rows(eraseThese, [positions]);
    await this.database.vacuum('inbound');
  }

  async waitFor(lane: Lane, after: bigint, signal: AbortSignal): Promise<void> {
    this.#listen();
    const looking = setInterval(() => this.#bell.ring(), this.limits.lookEveryMs);
    try {
      while (!this.#closed && !signal.aborted && (await this.head(lane)) <= after) await this.#bell.rung(signal);
    } finally {
      clearInterval(looking);
    }
  }

  /** Writes what waits, and lets go of everybody who waits. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#listening) this.#news.leave();
    this.#bell.ring();
    await this.#line.close();
    await this.#telling;
  }

  async #keepTogether(calls: readonly (readonly PackedEnvelope[])[]): Promise<readonly (readonly EnvelopeReceipt[])[]> {
    const envelopes = calls.flat();
    const distinct = firstOfEachName(envelopes);
    const rows = await this.database.rows<KeptRow>(keepAll, valuesOf(distinct));
    this.groupSizes.count(envelopes.length);
    this.#tell();
    const receipts = receiptsOf(envelopes, distinct, rows);
    let end = 0;
    return calls.map(({ length }) => receipts.slice(end, (end += length)));
  }

  /** Wakes who waits here and elsewhere; after the commit, for whoever notifies in a transaction makes all others of its kind wait. */
  #tell(): void {
    this.#bell.ring();
    this.#untold = true;
    this.#telling ??= this.#tellOthers();
  }

  async #tellOthers(): Promise<void> {
    while (this.#untold) {
      this.#untold = false;
      // News that are lost are late, not missed: everybody who waits looks now and then.
      await this.database.once(notify, [this.#channel]).catch(() => undefined);
    }
    this.#telling = undefined;
  }

  /** Who waits once will wait again: the line to the news stays open. */
  #listen(): void {
    if (this.#listening || this.#closed) return;
    this.#listening = true;
    this.#news.listen();
  }
}

function firstOfEachName(envelopes: readonly PackedEnvelope[]): readonly PackedEnvelope[] {
  const first = new Map<EnvelopeName, PackedEnvelope>();
  for (const envelope of envelopes) if (!first.has(envelope.name)) first.set(envelope.name, envelope);
  return [...first.values()];
}

interface Position {
  readonly position: bigint;
}

interface InboundRow {
  readonly position: bigint;
  readonly lane: Lane;
  readonly inbox: string;
  readonly nativeId: Buffer | null;
  readonly sha256: string;
  readonly contentType: Buffer;
  readonly receivedAt: string;
  readonly size: bigint;
  readonly context: Buffer;
  readonly erased: boolean;
  readonly body: Buffer | null;
}

function envelopeOf({ position, lane, inbox, receivedAt, ...row }: InboundRow): KeptEnvelope {
  const { nativeId, sha256, contentType, context, erased, body } = row;
  const kept = { position, lane, inbox, receivedAt, size: Number(row.size), sha256 };
  if (erased) return { ...kept, nativeId: '', contentType: '', context: '', erased: true };
  const said = { contentType: contentType.toString(), context: context.toString() };
  return { ...kept, ...said, nativeId: nativeId?.toString() ?? sha256, ...(body && { body }) };
}
