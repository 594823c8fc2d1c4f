/** Asks for page after page, each with the cursor the one before gave out, until there are no more. */
export async function allPages<Row>(
  ask: (cursor: string | undefined) => Promise<{ readonly rows: readonly Row[]; readonly next?: string }>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let next: string | undefined;
  do {
    const page = await ask(next);
    rows.push(...page.rows);
    next = page.next;
  } while (next !== undefined);
  return rows;
}
