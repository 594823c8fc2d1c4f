import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deskPages } from '#projections';
import type { Table } from '#read-store';
import type { LongLog } from '../load/long-log.process.js';
import { runProgram } from '../programs/child-program.js';
import type { RebuildTask } from '../programs/rebuild.process.js';
import type { RawRebuild } from './rebuild.process.js';

const longLog = new URL('../load/long-log.process.js', import.meta.url);
const rebuild = new URL('../programs/rebuild.process.js', import.meta.url);
const rawRebuild = new URL('./rebuild.process.js', import.meta.url);
const patience = { withinSeconds: 60 };

describe('the yardstick of a rebuild', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'sijil-yardstick-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('writes the rows the product writes, every one of them', async () => {
    const [dataDir, pagesDir, path] = ['data', 'pages', 'raw.db'].map((name) => join(folder, name)) as [string, string, string]; // prettier-ignore
    await runProgram(longLog, { dataDir, events: 2_000 } satisfies LongLog, patience);
    await runProgram(rebuild, { dataDir, pagesDir } satisfies RebuildTask, patience);
    await runProgram(rawRebuild, { dataDir, pagesDir, path } satisfies RawRebuild, patience);
    const db = new DatabaseSync(path, { readOnly: true });
    const name = readdirSync(pagesDir).find((file) => /^pages\.v\d+\.\d+\.db$/.test(file));
    db.exec(`ATTACH '${join(pagesDir, name ?? '')}' AS finished`);
    for (const table of deskPages.tables) expect([table.name, differences(db, table)]).toEqual([table.name, 0]);
    const rows = db.prepare(`SELECT count(*) AS rows FROM timeline`).get()?.['rows'];
    expect(rows).toBe(1_900); // all but the handles
    db.close();
  });
});

/** Rows that stand in one file and not in the other; of a table of words, which entries, and how many words each has. */
function differences(db: DatabaseSync, { name, kind }: Table): unknown {
  const rowsIn = (file: string): string =>
    kind === 'words' ? `SELECT id, sz FROM ${file}."${name}_docsize"` : `SELECT * FROM ${file}."${name}"`;
  const [one, other] = [rowsIn('main'), rowsIn('finished')];
  const either = `SELECT * FROM (${one} EXCEPT ${other}) UNION ALL SELECT * FROM (${other} EXCEPT ${one})`;
  return db.prepare(`SELECT count(*) AS rows FROM (${either})`).get()?.['rows'];
}
