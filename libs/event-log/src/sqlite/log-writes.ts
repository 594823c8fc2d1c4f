import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Writes } from '#sqlite';
import { newStream } from '../event-log.port.js';
import type { StreamTip } from '../event-log.port.js';
import { RecentlyUsed } from '../recently-used.js';
import { unpackAppends } from './packed-appends.js';
import type { EventRow, PackedAppends, UnpackedAppend } from './packed-appends.js';

/** What the writer thread thinks of one append. */
export type Judgement =
  | { readonly kind: 'written'; readonly lastPosition: number }
  | { readonly kind: 'repeated'; readonly lastPosition: number; readonly hash: Uint8Array }
  | { readonly kind: 'refused'; readonly actual: StreamTip };

/** The last event of a stream as the writer thread remembers it; `streamId` is 0 for a stream that does not exist. */
interface KnownTip extends StreamTip {
  readonly streamId: number;
}

/** About 250 bytes each: some 12 MB at most. */
const rememberedTips = 50_000;

/**
 * The judge in the writer thread: it alone writes, so what it remembers (tips, head, clock) is what stands on disk,
 * until a rollback takes that away.
 */
export class LogWrites implements Writes<PackedAppends, readonly Judgement[]> {
  readonly #tips = new RecentlyUsed<string, KnownTip>(rememberedTips);
  readonly #insertStream: StatementSync;
  readonly #insertEvent: StatementSync;
  readonly #selectTip: StatementSync;
  readonly #selectIds: StatementSync;
  readonly #selectHead: StatementSync;
  #position = 0;
  #recordedAt = 0;

  constructor(
    readonly db: DatabaseSync,
    readonly committed: () => void,
    private readonly clock: () => number = Date.now,
  ) {
    this.#insertStream = db.prepare('INSERT INTO streams (name) VALUES (?)');
    this.#insertEvent = db.prepare(insertEvent);
    this.#selectTip = db.prepare(selectTip);
    this.#selectIds = db.prepare(selectIds);
    this.#selectHead = db.prepare('SELECT position, recorded_at FROM events ORDER BY position DESC LIMIT 1');
    this.#recallHead();
  }

  /** Judges appends one after the other: a later one sees what an earlier one wrote. */
  apply(packed: PackedAppends): readonly Judgement[] {
    return unpackAppends(packed).map((append) => this.#judge(append));
  }

  /** Appends that were written: what was repeated or refused costs nothing. */
  sizeOf(_packed: PackedAppends, judgements: readonly Judgement[]): number {
    return judgements.filter(({ kind }) => kind === 'written').length;
  }

  rolledBack(): void {
    this.#tips.clear();
    this.#recallHead();
  }

  #judge({ stream, expected, rows }: UnpackedAppend): Judgement {
    const tip = this.#tips.get(stream) ?? this.#recallTip(stream);
    if (tip.version === expected.version && Buffer.compare(tip.hash, expected.hash) === 0) {
      return this.#write(stream, tip, rows);
    }
    return this.#repeated(tip, expected.version, rows) ?? refused(tip);
  }

  #write(stream: string, tip: KnownTip, rows: readonly EventRow[]): Judgement {
    const streamId = tip.streamId || Number(this.#insertStream.run(stream).lastInsertRowid);
    let { version, hash } = tip;
    this.#recordedAt = Math.max(this.#recordedAt, this.clock());
    for (const row of rows) {
      version += 1;
      hash = row.hash;
      this.#insert(streamId, version, row);
    }
    // A copy: the row's hash is a view that would keep the whole request in memory.
    this.#tips.set(stream, { streamId, version, hash: new Uint8Array(hash) });
    return { kind: 'written', lastPosition: this.#position };
  }

  #insert(streamId: number, version: number, row: EventRow): void {
    this.#position += 1;
    this.#insertEvent.run(
      this.#position,
      streamId,
      version,
      row.id,
      row.type,
      row.schema,
      row.occurredAt,
      row.receivedAt,
      this.#recordedAt,
      row.actorClass,
      row.actorId,
      row.correlationId,
      row.causationId,
      row.clear,
      row.sealed,
      row.hash,
    );
  }

  /** An earlier try is known by its event ids; the sealed bytes may differ, they have new IVs. */
  #repeated(tip: KnownTip, after: number, rows: readonly EventRow[]): Judgement | undefined {
    if (tip.version < after + rows.length) return undefined;
    const written = this.#selectIds.all(tip.streamId, after, rows.length) as unknown as WrittenRow[];
    if (!rows.every(({ id }, index) => isEqual(written[index]?.id, id))) return undefined;
    const { position, hash } = written.at(-1) as WrittenRow;
    return { kind: 'repeated', lastPosition: position, hash };
  }

  #recallTip(stream: string): KnownTip {
    const found = this.#selectTip.get(stream) as unknown as KnownTip | undefined;
    if (!found) return { streamId: 0, ...newStream };
    this.#tips.set(stream, found);
    return found;
  }

  #recallHead(): void {
    const head = this.#selectHead.get();
    this.#position = Number(head?.['position'] ?? 0);
    this.#recordedAt = Number(head?.['recorded_at'] ?? 0);
  }
}

interface WrittenRow {
  readonly id: Uint8Array;
  readonly position: number;
  readonly hash: Uint8Array;
}

const insertEvent = `
  INSERT INTO events (position, stream, version, id, type, schema, occurred_at, received_at, recorded_at,
                      actor_class, actor_id, correlation_id, causation_id, clear, sealed, hash)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const selectTip = `
  SELECT streams.id AS streamId, version, hash FROM streams JOIN events ON events.stream = streams.id
  WHERE name = ? ORDER BY version DESC LIMIT 1`;

const selectIds = 'SELECT id, position, hash FROM events WHERE stream = ? AND version > ? ORDER BY version LIMIT ?';

const refused = ({ version, hash }: KnownTip): Judgement => ({ kind: 'refused', actual: { version, hash } });

const isEqual = (one: Uint8Array | undefined, other: Uint8Array): boolean =>
  one !== undefined && Buffer.compare(one, other) === 0;
