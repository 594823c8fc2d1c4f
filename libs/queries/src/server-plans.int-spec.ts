import { PostgresQueryCompiler, sql } from 'kysely';
import type { Kysely } from 'kysely';
import { Client } from 'pg';
import type { PageTables } from '#projections';
import { longHistory, temporaryStore } from '#projections/testing';
import type { TemporaryStore } from '#projections/testing';
import { postgresUnderTest } from '#postgres/testing';
import { openReadStore } from '#read-store/open';
import { AskedStatements, copyInto } from '../testing/index.js';
import { cursorOf } from './cursor.js';
import { queue } from './queue.question.js';
import type { QueueFilters } from './queue-stretches.js';
import { search } from './search.question.js';
import { suggestions } from './suggestions.question.js';
import { ticket, ticketSpans } from './ticket.question.js';
import { timelineOf } from './timeline.question.js';

const postgres = await postgresUnderTest();

/** Each filter of a queue. */
const filters: readonly QueueFilters[] = [
  { inbox: 'support' },
  { team: 'north' },
  { assignee: null },
  { assignee: 'ali' },
  { state: 'new' },
  { state: 'pending' },
  { priority: 'high' },
  { tag: 'vip' },
  { language: 'ar' },
  { waitingSince: '2026-03-01T08:00:00.000Z' },
  { reach: { agentId: 'ali', teamIds: ['north', 'south'] } },
];
/** None, each alone, and each with every other. */
const combinations = [{}, ...filters.flatMap((one) => filters.map((other) => ({ ...one, ...other })))];

/** Little lies in these tables, so the planner is told what it would find of a large desk: what it must not do is dear. */
const dear = 'SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off';

postgres.describe('how pages are found on PostgreSQL', () => {
  let desk: TemporaryStore;
  let client: Client;

  beforeAll(async () => {
    const url = postgres.freshUrl();
    desk = await temporaryStore(openReadStore, url);
    await copyInto(desk, longHistory().events, [5_000]);
    client = new Client({ connectionString: postgres.url });
    await client.connect();
    const { result } = await desk.store.ask(
      async (pages) =>
        (await sql<{ path: string }>`SELECT current_setting('search_path') AS path`.execute(pages)).rows[0]?.path,
    );
    await client.query(`SET search_path = ${result}; ${dear}; ANALYZE`);
  });
  afterAll(async () => {
    await client.end();
    await desk.dispose();
  });

  /** Statements of some questions for which rows are sorted, or a table is looked through. */
  async function detoursOf(ask: (pages: Kysely<PageTables>) => Promise<unknown>): Promise<readonly string[]> {
    const statements = new AskedStatements(new PostgresQueryCompiler());
    await desk.store.ask((pages) => ask(pages.withPlugin(statements)));
    expect(statements.all.length).toBeGreaterThan(0);
    const detours: string[] = [];
    for (const { sql: text, parameters } of statements.all) {
      const { rows } = await client.query<[string]>({
        text: `EXPLAIN ${text}`,
        values: [...parameters],
        rowMode: 'array',
      });
      const plan = rows.flat().join('\n');
      if (/Seq Scan|Sort/.test(plan)) detours.push(`${text}\n${plan}`);
    }
    return detours;
  }

  it('each queue is read in its order from an index: nothing is looked through or sorted', async () => {
    const place = cursorOf('queue', [2, 0, '2026-03-01T08:00:00.000Z', 'k1.1']);
    const detours = await detoursOf(async (pages) => {
      for (const question of combinations)
        for (const after of [undefined, place]) await queue(pages, { ...question, after, limit: 20 });
    });
    expect(detours).toEqual([]);
  });

  it('a ticket, its life and a customer’s timeline are found by their keys', async () => {
    const place = cursorOf('timeline', ['2026-03-01T08:00:00.000Z', 7]);
    const detours = await detoursOf(async (pages) => {
      for (const named of ['k1.1', 17]) {
        await ticket(pages, named);
        await ticketSpans(pages, named);
      }
      for (const before of [undefined, place]) await timelineOf(pages, 'k1', { limit: 20, before });
    });
    expect(detours).toEqual([]);
  });

  it('who may be the same person is found by what they are known by', async () => {
    expect(await detoursOf((pages) => suggestions(pages, 'k1'))).toEqual([]);
  });

  it('words are found in their index, or in the order of the log where they are many', async () => {
    const detours = await detoursOf((pages) => search(pages, 'parcel "my order" ref*', { limit: 20 }));
    expect(detours).toEqual([]);
  });
});
