import { Client, types } from 'pg';
import { blobsIn, envelopeOf, eventOf, openerWith } from '../faults/plain-reader.js';
import type { PlainEnvelope, PlainEvent, PlainPart, PlainRow } from '../faults/plain-reader.js';

// Reads the tables of a desk on PostgreSQL with nothing but SQL: what the house itself reads them by is not trusted here.

/** Who is alone with a work of the desk, and how often it changed hands. */
export interface PlainLease {
  readonly name: string;
  readonly holder: string;
  readonly epoch: number;
}

type Row = Readonly<Record<string, unknown>>;

const rowsAtOnce = 5_000;
const int8 = 20;
/** Numbers of a test are far below 2^53. */
const asWritten = {
  getTypeParser: (type: number) => (type === int8 ? Number : (types.getTypeParser(type) as (text: string) => unknown)),
};

/** A desk's tables, by the schema its stores' names begin with (`sijil`), and the folder of its blobs. */
export class PlainTables {
  private constructor(
    private readonly client: Client,
    private readonly desk: string,
    private readonly blobs: string,
  ) {}

  /** `url` as the desk's settings have it. */
  static async open(url: string, blobs: string): Promise<PlainTables> {
    const address = new URL(url);
    const desk = address.searchParams.get('schema') ?? 'sijil';
    address.searchParams.delete('schema');
    const client = new Client({ connectionString: address.href, types: asWritten });
    await client.connect();
    return new PlainTables(client, desk, blobs);
  }

  close(): Promise<void> {
    return this.client.end();
  }

  async envelopes(): Promise<readonly PlainEnvelope[]> {
    const columns = `position, inbox, convert_from(native_id, 'UTF8') AS native_id, sha256, size, body`;
    const rows = await this.#inPositions(`SELECT ${columns} FROM ${this.desk}_desk.inbound`);
    return rows.map((row) => envelopeOf(row, blobsIn(this.blobs)));
  }

  async events(): Promise<readonly PlainEvent[]> {
    const [columns, log] = ['events.*, uuid_send(events.id) AS id, streams.name', `${this.desk}_log`];
    const sql = `SELECT ${columns} FROM ${log}.events JOIN ${log}.streams ON streams.id = events.stream`;
    return (await this.#inPositions(sql)).map(eventOf);
  }

  async opener(): Promise<(part: PlainPart) => string> {
    return openerWith(await this.#rows(`SELECT id, secret FROM ${this.desk}_keys.key`), blobsIn(this.blobs));
  }

  /** The rows of a live page. */
  async page(table: string): Promise<readonly PlainRow[]> {
    const { number, version } = (await this.#livePages()) as { number: number; version: number };
    return (await this.#rows(`SELECT * FROM ${this.desk}_pages_v${version}_${number}."${table}"`)) as PlainRow[];
  }

  /** How far the live pages were copied. */
  async pagesPosition(): Promise<number> {
    return Number((await this.#livePages())['position']);
  }

  async leases(): Promise<readonly PlainLease[]> {
    return (await this.#rows(`SELECT name, holder, epoch FROM ${this.desk}_desk.leases`)) as unknown as PlainLease[];
  }

  /** How far the log was published to a topic. */
  async published(topic: string): Promise<number> {
    const [row] = await this.#rows(`SELECT position FROM ${this.desk}_desk.relay_places WHERE topic = '${topic}'`);
    return Number(row?.['position'] ?? 0);
  }

  /** Milliseconds since 1970, by the clock that leases run out by. */
  async now(): Promise<number> {
    const [row] = await this.#rows('SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now');
    return Number(row?.['now']);
  }

  async #livePages(): Promise<Row> {
    const [live] = await this.#rows(
      `SELECT * FROM ${this.desk}_pages.copies WHERE role = 'live' ORDER BY version DESC`,
    );
    return live ?? {};
  }

  async #inPositions(select: string): Promise<Row[]> {
    const found: Row[] = [];
    for (;;) {
      const behind = Number(found.at(-1)?.['position'] ?? 0);
      const rows = await this.#rows(`${select} WHERE position > ${behind} ORDER BY position LIMIT ${rowsAtOnce}`);
      found.push(...rows);
      if (rows.length < rowsAtOnce) return found;
    }
  }

  async #rows(sql: string): Promise<Row[]> {
    return (await this.client.query<Row>(sql)).rows;
  }
}
