import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { deskPages } from '#projections';
import { openPagesAhead } from '#read-store/open';
import { readSettings } from '#settings';
import { buildPagesAhead } from '../../../sijil/src/rebuild/ahead/build-pages-ahead.js';
import { pageUrlsOf } from '../../../sijil/src/pages/page-urls.js';
import { answerOf, serve, sijil } from '../../testing/index.js';
import type { Served } from '../../testing/index.js';

const main = fileURLToPath(new URL('../main.js', import.meta.url));

interface Copies {
  readonly sets: readonly { readonly copies: readonly { readonly role: string; readonly isOurs: boolean }[] }[];
}

describe('pages built ahead of an upgrade', () => {
  let folder: string;
  let served: Served;
  let arrived = 0;
  const data = () => join(folder, 'data');
  const pages = (...path: string[]) => join(data(), 'pages', ...path);
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sijil-ahead-'));
    served = await serve(data());
    await sijil(data(), 'inboxes', 'create', 'mail', '--kind', 'email', '--address', 'support@shop.example');
    await arrive(3);
  });
  afterAll(async () => {
    await served.end('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });

  async function arrive(mails: number): Promise<void> {
    const paths = Array.from({ length: mails }, (_, turn) => join(folder, `${arrived + turn}.eml`));
    arrived += mails;
    for (const path of paths) {
      const id = basename(path, '.eml');
      const text = `From: Sara <sara${id}@post.example>\nTo: support@shop.example\nSubject: parcel ${id}\nMessage-ID: <${id}@post.example>\n\nwhere is it?\n`; // prettier-ignore
      await writeFile(path, text);
    }
    await answerOf(data(), 'import', 'mail', ...paths);
  }
  const queued = async () => (await answerOf<{ tickets: readonly object[] }>(data(), 'show', 'queue')).tickets.length;
  /** What serves is then of an older release, as this one sees it. */
  const makeOld = () => {
    for (const shelf of [pages('pages.db'), pages('kpi', 'pages.db')]) {
      const db = new DatabaseSync(shelf);
      db.exec(`UPDATE page_files SET definition = 'of an older release'`);
      db.close();
    }
  };

  it('have nothing to do where the pages that serve are of this release', async () => {
    expect(await answerOf(data(), 'rebuild', '--ahead')).toMatchObject({ kind: 'served' });
    expect(await sijil(data(), 'rebuild', '--ahead', '--compare')).toMatchObject({ code: 2 });
  });

  it('are built beside a desk that serves and goes on, after a kill from where it came, and again with what came since', async () => {
    makeOld();
    const killed = spawn(process.execPath, [main, 'rebuild', '--ahead'], {
      env: { PATH: process.env['PATH'], DATA_DIR: data(), FAILPOINT: 'pages.after:1' },
    });
    expect(await once(killed, 'exit')).toEqual([null, 'SIGKILL']);
    const first = await answerOf<{ position: string }>(data(), 'rebuild', '--ahead');
    expect(first).toMatchObject({ kind: 'built', resumed: true, sets: ['desk', 'kpis'], checked: { files: 3 } });
    const before = await queued();
    await arrive(2);
    expect(await queued()).toBe(before + 2);
    const second = await answerOf<{ position: string }>(data(), 'rebuild', '--ahead');
    expect(second).toMatchObject({ kind: 'built', resumed: true });
    expect(Number(second.position)).toBeGreaterThan(Number(first.position));
  });

  it('begin anew where an erasure removed what was being built', async () => {
    const urls = pageUrlsOf(readSettings({ DATA_DIR: data() }));
    let removals = 0;
    const onProgress = () => {
      if (removals > 0) return;
      removals += 1;
      rmSync(pages('ahead'), { recursive: true });
    };
    await arrive(1);
    const { signal } = new AbortController();
    const outcome = await buildPagesAhead({ urls, sets: ['desk'], check: true, signal, onProgress });
    expect([outcome, removals]).toMatchObject([{ kind: 'built', resumed: false }, 1]);
  });

  it('serve at once at the next start, and go on with what came after', async () => {
    await arrive(1);
    const before = await queued();
    await served.end('SIGTERM');
    served = await serve(data());
    const shown = await queued();
    expect([before - 1, before]).toContain(shown);
    await arrive(1);
    expect(await answerOf(data(), 'verify', '--pages')).toMatchObject({ comparison: { differences: 0 } });
    expect(await queued()).toBe(before + 1);
    const { sets } = await answerOf<Copies>(data(), 'rebuild', '--status');
    expect(sets.map(({ copies }) => copies.map(({ role, isOurs }) => [role, isOurs]))).toEqual([
      [['former', false], ['live', true]],
      [['former', false], ['live', true]],
    ]); // prettier-ignore
  });

  it('are thrown away by an erasure, for they hold words', async () => {
    const next = { ...deskPages, version: deskPages.version + 1 };
    const ahead = await openPagesAhead(`sqlite:${pages()}`, next);
    await (await ahead.build()).close();
    ahead.close();
    const { tickets } = await answerOf<{ tickets: readonly { ticketId: string }[] }>(data(), 'show', 'queue');
    const [customer = ''] = (tickets[0]?.ticketId ?? '').split('.');
    await answerOf(data(), 'erase', customer, '--yes');
    expect(existsSync(pages('ahead'))).toBe(false);
  });
});
