import type { DeskClient } from '../desk/index.js';

/** Every row of a list under `/v1`, read page by page. */
export async function everyRow<List extends string, Row>(desk: DeskClient, list: List): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 200, ...(cursor !== undefined && { cursor }) };
    const page = await desk.get<Record<List, readonly Row[]> & { readonly next?: string }>(`/v1/${list}`, query);
    rows.push(...page[list]);
    cursor = page.next;
  } while (cursor !== undefined);
  return rows;
}
