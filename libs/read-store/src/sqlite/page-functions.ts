import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { openSqlite } from '#sqlite';
import type { PageAggregate, PageAggregates, PageSet, Value } from '../table.port.js';

/** The functions of a page set; none where it names no module. */
export async function functionsOf({ functions }: Pick<PageSet, 'functions'>): Promise<PageAggregates> {
  if (functions === undefined) return {};
  const module = (await import(functions.href)) as { readonly aggregates: PageAggregates };
  return module.aggregates;
}

/** As much of a page file as SQLite maps at most: two gigabytes. */
const mappedBytes = 2 ** 31 - 2 ** 16;

/**
 * Opens a page file for questions, which may call these functions. Whoever has functions reads long rows, and many: they
 * are taken from where the system holds the file, without being copied page by page.
 */
export function openForQuestions(path: string, aggregates: PageAggregates): DatabaseSync {
  const db = openSqlite(path, { synchronous: 'NORMAL', readOnly: true });
  if (Object.keys(aggregates).length > 0) db.exec(`PRAGMA mmap_size = ${mappedBytes}`);
  for (const [name, aggregate] of Object.entries(aggregates)) addAggregate(db, name, aggregate);
  return db;
}

/** SQLite keeps the state as it is and never looks into it. */
function addAggregate(db: DatabaseSync, name: string, { start, step, result }: PageAggregate<unknown>): void {
  db.aggregate(name, {
    varargs: true,
    start: start as () => SQLInputValue,
    step: (state: unknown, ...values: readonly unknown[]) =>
      step(state, ...(values as readonly Value[])) as SQLInputValue,
    result: (state: unknown) => result(state) as SQLInputValue,
  });
}
