import { createDecipheriv } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

// Reads a stopped desk's files with nothing but node:sqlite and node:crypto: what the house itself uses to read and to
// write them is not trusted here, so none of it is imported.

export interface PlainEnvelope {
  readonly position: number;
  readonly inbox: string;
  readonly nativeId: string;
  readonly sha256: string;
  readonly bytes: Buffer;
}

export interface PlainPart {
  readonly name: string;
  readonly keyId: number;
  readonly owner: string;
  /** Sealed bytes as they stand in the log; for a part in the blob store its name. */
  readonly stored: Buffer | string;
}

export interface PlainEvent {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly type: string;
  readonly schema: number;
  readonly occurredAt: string;
  readonly receivedAt: string;
  readonly actor: { readonly class: string; readonly id: string };
  readonly correlationId: string;
  readonly causationId: string;
  readonly clear: Readonly<Record<string, unknown>>;
  readonly sealed: readonly PlainPart[];
  readonly hash: Buffer;
}

export type PlainRow = Readonly<Record<string, string | number | null>>;

/** A stopped desk's folder. */
export class PlainDesk {
  constructor(private readonly folder: string) {}

  envelopes(): readonly PlainEnvelope[] {
    const rows = this.#rows('desk.db', 'SELECT * FROM inbound ORDER BY position');
    return rows.map((row) => envelopeOf(row, blobsIn(join(this.folder, 'blobs'))));
  }

  events(): readonly PlainEvent[] {
    const sql = 'SELECT events.*, name FROM events JOIN streams ON streams.id = events.stream ORDER BY position';
    return this.#rows('log.db', sql).map(eventOf);
  }

  /** Opens sealed parts by the keys of this desk. */
  opener(): (part: PlainPart) => string {
    return openerWith(this.#rows('keys.db', 'SELECT id, secret FROM key'), blobsIn(join(this.folder, 'blobs')));
  }

  /** The rows of one page, and how far the live pages were copied. */
  page(table: string): readonly PlainRow[] {
    return this.#rows(this.#livePages(), `SELECT * FROM "${table}"`).map((row) => ({ ...row }) as PlainRow);
  }

  pagesPosition(): number {
    return Number(this.#rows(this.#livePages(), 'SELECT position FROM page_mark')[0]?.['position']);
  }

  #livePages(): string {
    const shelf = join('pages', 'pages.db');
    const [live] = this.#rows(shelf, "SELECT number, version FROM page_files WHERE role = 'live'");
    return join('pages', `pages.v${Number(live?.['version'])}.${Number(live?.['number'])}.db`);
  }

  #rows(file: string, sql: string) {
    const path = join(this.folder, file);
    if (!existsSync(path)) throw new Error(`there is no ${path}`);
    const db = new DatabaseSync(path, { readOnly: true });
    try {
      return db.prepare(sql).all();
    } finally {
      db.close();
    }
  }
}

type Row = Readonly<Record<string, unknown>>;
type Blobs = (name: string) => Buffer;

/** Where a desk keeps what is too large for its tables. */
export const blobsIn =
  (folder: string): Blobs =>
  (name) =>
    readFileSync(join(folder, name.slice(0, 2), name.slice(2, 4), name));

/** An envelope, from its row in any of the desk stores; `native_id` as text. */
export function envelopeOf(row: Row, blob: Blobs): PlainEnvelope {
  const sha256 = Buffer.from(row['sha256'] as Uint8Array).toString('hex');
  const isBlob = Number(row['size']) > 0 && row['body'] === null;
  const bytes = isBlob ? blob(sha256) : Buffer.from((row['body'] ?? []) as Uint8Array);
  const nativeId = (row['native_id'] ?? sha256) as string;
  return { position: Number(row['position']), inbox: String(row['inbox']), nativeId, sha256, bytes };
}

/** Opens sealed parts by the rows of a table of keys. */
export function openerWith(rows: readonly Row[], blob: Blobs): (part: PlainPart) => string {
  const keys = new Map(rows.map(({ id, secret }) => [Number(id), secret as Uint8Array]));
  return ({ name, keyId, stored }) => {
    const sealed = typeof stored === 'string' ? blob(stored) : stored;
    const cipher = createDecipheriv('aes-256-gcm', keys.get(keyId) ?? Buffer.alloc(0), sealed.subarray(0, 12));
    cipher.setAAD(Buffer.from(`${name}:${keyId}`));
    cipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([cipher.update(sealed.subarray(12, -16)), cipher.final()]).toString();
  };
}

/** An event, from its row in any of the logs; `id` as bytes, `name` that of its stream. */
export function eventOf(row: Row): PlainEvent {
  const id = Buffer.from(row['id'] as Uint8Array).toString('hex');
  const instant = (column: string) => new Date(Number(row[column])).toISOString();
  return {
    position: Number(row['position']),
    stream: String(row['name']),
    version: Number(row['version']),
    id: [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join('-'),
    type: String(row['type']),
    schema: Number(row['schema']),
    occurredAt: instant('occurred_at'),
    receivedAt: instant('received_at'),
    actor: { class: String(row['actor_class']), id: String(row['actor_id']) },
    correlationId: String(row['correlation_id']),
    causationId: String(row['causation_id']),
    clear: JSON.parse(String(row['clear'])) as Readonly<Record<string, unknown>>,
    sealed: [...partsIn(Buffer.from(row['sealed'] as Uint8Array))],
    hash: Buffer.from(row['hash'] as Uint8Array),
  };
}

/** Walks the column of sealed parts by the table in its codec's docstring. */
function* partsIn(column: Buffer): Generator<PlainPart> {
  let at = 1;
  let owner = '';
  const take = (length: number): Buffer => column.subarray(at, (at += length));
  const whole = (): number => {
    let [value, unit] = [0, 1];
    for (;;) {
      const byte = take(1)[0] ?? 0;
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) return value;
      unit *= 0x80;
    }
  };
  for (let left = whole(); left > 0; left -= 1) {
    const name = take(whole()).toString();
    const keyId = whole();
    const ownerLength = whole();
    if (ownerLength > 0) owner = take(ownerLength - 1).toString();
    const isBlob = take(1)[0] === 1;
    yield { name, keyId, owner, stored: isBlob ? take(32).toString('hex') : take(whole()) };
  }
}
