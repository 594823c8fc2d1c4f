import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Takes the indexes from the live pages in a folder, so that millions of rows can be written without them; what is
 * answered makes them again, each in one sorted pass.
 */
export function withoutIndexes(folder: string): () => void {
  const file = readdirSync(folder).find((name) => /^pages\.v\d+\.\d+\.db$/.test(name));
  const db = new DatabaseSync(join(folder, file ?? ''));
  const made = db.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL`).all();
  for (const { name } of made) db.exec(`DROP INDEX "${String(name)}"`);
  return () => {
    for (const { sql } of made) db.exec(String(sql));
    db.close();
  };
}
