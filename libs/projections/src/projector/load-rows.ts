import type { Key, PageWriter, Table } from '#read-store';
import type { Named, Pages } from '../projection/index.js';

/** Reads every row a batch names, table by table, and then what those rows lead to. */
export async function loadRows(writer: PageWriter, pages: Pages, wanted: readonly Named[]): Promise<void> {
  for (let round = wanted; round.length > 0; round = await loadRound(writer, pages, round));
}

async function loadRound(writer: PageWriter, pages: Pages, round: readonly Named[]): Promise<Named[]> {
  const found: Named[] = [];
  for (const [table, named] of Map.groupBy(round, ({ table }) => table)) {
    await loadByKey(writer, pages, table, named);
    for (const { key, leadsTo } of named) {
      const row = key && leadsTo && pages.of(table).get(...key);
      if (row) found.push(...leadsTo(row));
    }
    found.push(...(await loadByColumn(writer, pages, table, named)));
  }
  return found;
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
  const found: Named[] = [];
  for (const { where, leadsTo } of named) {
    if (where === undefined) continue;
    for (const row of await writer.loadWhere(table, where.column, where.value)) {
      pages.of(table).learnRow(row);
      if (leadsTo) found.push(...leadsTo(row));
    }
  }
  return found;
}
