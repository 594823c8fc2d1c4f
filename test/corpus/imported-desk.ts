import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventLogReader } from '#event-log/open';
import type { KpiTables } from '#kpi';
import { kpiCopyist, kpiPages, KpiQuestions } from '#kpi/open';
import { copyUpTo, deskPages } from '#projections';
import type { PageTables } from '#projections';
import type { ReadStore } from '#read-store';
import { openReadStore } from '#read-store/open';
import { readSettings } from '#settings';
import { answerOf } from '../../apps/cli/testing/index.js';
import type { ImportReport } from '../../apps/cli/src/import/index.js';
import { openHistory } from './history.js';
import type { History } from './history.js';

type Ask = Parameters<Awaited<ReturnType<typeof openReadStore<PageTables>>>['ask']>[0];

/** A desk over empty stores into which the command line imports, as an operator would; no server runs. */
export class ImportedDesk {
  private constructor(private readonly folder: string) {}

  /** With one inbox of history, `old-desk`, whose times are UTC. */
  static async open(): Promise<ImportedDesk> {
    const desk = new ImportedDesk(await mkdtemp(join(tmpdir(), 'sijil-imported-')));
    await desk.sijil('inboxes', 'create', 'old-desk', '--kind', 'history', '--time-zone', 'UTC');
    return desk;
  }

  /** Writes a file beside the stores; answers its path. */
  async file(name: string, text: string): Promise<string> {
    const path = join(this.folder, name);
    await writeFile(path, text);
    return path;
  }

  import(...words: string[]): Promise<ImportReport> {
    return this.sijil<ImportReport>('import', ...words);
  }

  /** The log, its sealed parts opened. */
  history(): Promise<History> {
    return openHistory(this.settings);
  }

  /** Asks the pages as they lie. */
  async ask<Result>(question: (pages: Parameters<Ask>[0]) => Promise<Result>): Promise<Result> {
    const store = await openReadStore<PageTables>(this.settings.readUrl, deskPages);
    try {
      return (await store.ask(question)).result;
    } finally {
      await store.close();
    }
  }

  /** Copies the log into pages of KPIs of their own. */
  async copyKpis(): Promise<void> {
    const log = await openEventLogReader(this.settings.logUrl);
    const store = await this.openKpis();
    await copyUpTo({ log, store, copyist: kpiCopyist, signal: new AbortController().signal });
    await store.close();
    await log.close();
  }

  /** Asks those pages. */
  async askKpis<Result>(question: (kpis: KpiQuestions) => Promise<Result>): Promise<Result> {
    const store = await this.openKpis();
    try {
      return await question(new KpiQuestions(store));
    } finally {
      await store.close();
    }
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }

  private openKpis(): Promise<ReadStore<KpiTables>> {
    return openReadStore<KpiTables>(`sqlite:${join(this.folder, 'kpis')}`, kpiPages);
  }

  private sijil<Answer>(...words: string[]): Promise<Answer> {
    return answerOf<Answer>(this.settings.dataDir, ...words);
  }

  private get settings() {
    return readSettings({ DATA_DIR: join(this.folder, 'data') });
  }
}
