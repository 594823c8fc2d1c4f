import type { Key, PageWriter, Table } from '#read-store';
import type { Named, Pages } from '../projection/index.js';

/** Reads every row a batch names, table by table, and then what those rows lead to. */
export async function loadRows(writer: PageWriter, pages: Pages, wanted: readonly Named[]): Promise<void> {
  for (let round = wanted; round.length > 0; round = await loadRound(writer, pages, round));
}

/** All of a round is asked for at once: a database answers it in one round trip. */
async function loadRound(writer: PageWriter, pages: Pages, round: readonly Named[]): Promise<Named[]> {
  const byTable = [...Map.groupBy(round, ({ table }) => table)];
  const found = await Promise.all(byTable.map(([table, named]) => loadTable(writer, pages, table, named)));
  return found.flat();
}

async function loadTable(
  writer: PageWriter,
  pages: Pages,
  table: Table,
  named: readonly Named[],
): Promise<readonly Named[]> {
  const [found] = await Promise.all([
    loadByColumn(writer, pages, table, named),
    loadByKey(writer, pages, table, named),
  ]);
  const led = named.flatMap(({ key, leadsTo }) => {
    const row = key && leadsTo && pages.of(table).get(...key);
    return row ? leadsTo(row) : [];
  });
  return [...led, ...found];
}

async function loadByKey(writer: PageWriter, pages: Pages, table: Table, named: readonly Named[]): Promise<void> {
  const rows = pages.of(table);
  const unknown = new Map<string, Key>();
  for (const { key } of named) if (key && !rows.knows(key)) unknown.set(key.join('\u0000'), key);
  const keys = [...unknown.values()];
  const loaded = keys.length === 0 ? [] : await writer.load(table, keys);
  for (const [place, key] of keys.entries()) rows.learn(key, loaded[place]);
}

async function loadByColumn(
  writer: PageWriter,
  pages: Pages,
  table: Table,
  named: readonly Named[],
): Promise<readonly Named[]> {
  const led = named.map(async ({ where, leadsTo }) => {
    const rows = where === undefined ? [] : await writer.loadWhere(table, where.column, where.value);
    for (const row of rows) pages.of(table).learnRow(row);
    return leadsTo ? rows.flatMap(leadsTo) : [];
  });
  return (await Promise.all(led)).flat();
}
