import { startPostgres } from '#postgres/testing';

/** Where one figure measures on PostgreSQL: each run in a schema of its own, on the server `POSTGRES_URL` names or on one of ours. */
export class PgPlaces {
  private url = '';
  private runs = 0;

  /** `figure` keeps the schemas of two figures on one server apart. */
  constructor(private readonly figure: string) {}

  /** Has a server; what it answers stops one that was started for this. */
  async open(): Promise<() => Promise<void>> {
    const given = process.env['POSTGRES_URL'];
    const started = given ? { url: given, stop: async () => undefined } : await startPostgres();
    this.url = started.url;
    return () => started.stop();
  }

  /** The address of a schema nobody has used. */
  next(): string {
    this.runs += 1;
    const place = new URL(this.url);
    place.searchParams.set('schema', `bench_${this.figure}_${process.pid}_${this.runs}`);
    return place.href;
  }
}
