import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteQueryCompiler } from 'kysely';
import type { Kysely } from 'kysely';
import type { PageTables } from '#projections';
import { longHistory, temporaryStore } from '#projections/testing';
import type { TemporaryStore } from '#projections/testing';
import { openReadStore } from '#read-store/open';
import { AskedStatements, copyInto } from '../testing/index.js';
import { cursorOf } from './cursor.js';
import { queue } from './queue.question.js';
import type { QueueFilters } from './queue-stretches.js';
import { suggestions } from './suggestions.question.js';
import { ticket, ticketSpans } from './ticket.question.js';
import { timelineOf } from './timeline.question.js';
import { holdersOf } from './traces.js';

/** Values of each filter; every combination is asked. */
const each = {
  inbox: [undefined, 'support'],
  team: [undefined, 'north'],
  assignee: [undefined, null, 'ali'],
  state: [undefined, 'new', 'pending'],
  priority: [undefined, 'high'],
  tag: [undefined, 'vip'],
  language: [undefined, 'ar'],
  waitingSince: [undefined, '2026-03-01T08:00:00.000Z'],
  reach: [undefined, { agentId: 'ali', teamIds: ['north', 'south'] }],
} as const;

const combinations = Object.entries(each).reduce<readonly QueueFilters[]>(
  (some, [name, values]) => some.flatMap((filters) => values.map((value) => ({ ...filters, [name]: value }))),
  [{}],
);

/** Rows by their key; places in a queue from nothing but an index, led by what narrows it and by who rests. */
const direct =
  /^(SEARCH (?!queue)\w+ USING |SEARCH queue(Tags)? USING COVERING INDEX .*\((\w+=\? AND )?resting=\?|SCALAR SUBQUERY)/;

describe('how pages are found', () => {
  let desk: TemporaryStore;
  let file: DatabaseSync;

  beforeAll(async () => {
    desk = await temporaryStore(openReadStore);
    await copyInto(desk, longHistory().events, [5_000]);
    const folder = desk.url.replace('sqlite:', '');
    const name = readdirSync(folder).find((each) => /^pages\.v\d+\.\d+\.db$/.test(each)) ?? '';
    file = new DatabaseSync(join(folder, name), { readOnly: true });
  });
  afterAll(async () => {
    file.close();
    await desk.dispose();
  });

  /** Steps of the plans for some questions that are more than a look at one place of an index. */
  async function detoursOf(ask: (pages: Kysely<PageTables>) => Promise<unknown>): Promise<readonly string[]> {
    const statements = new AskedStatements(new SqliteQueryCompiler());
    await desk.store.ask((pages) => ask(pages.withPlugin(statements)));
    const plans = statements.all.flatMap(({ sql }) =>
      file.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map(({ detail }) => `${String(detail)} for ${sql}`),
    ); // prettier-ignore
    expect(plans.length).toBeGreaterThan(0);
    return plans.filter((step) => !direct.test(step));
  }

  it('each queue, whatever it is filtered by, is read in its order from an index: nothing is looked through or sorted', async () => {
    const place = cursorOf('queue', [2, 0, '2026-03-01T08:00:00.000Z', 'k1.1']);
    const questions = combinations.flatMap((filters) => [filters, { ...filters, after: place }]);
    const detours = await detoursOf(async (pages) => {
      for (const question of questions) await queue(pages, { ...question, limit: 20 });
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

  it('who may be the same person is found by what they are known by, never by looking through everybody', async () => {
    const detours = await detoursOf(async (pages) => {
      await suggestions(pages, 'k1');
      await holdersOf(pages, 'linahaddad', 20);
    });
    expect(detours).toEqual([]);
  });
});
