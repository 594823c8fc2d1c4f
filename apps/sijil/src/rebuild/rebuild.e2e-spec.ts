import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { RebuildStatus } from '#apps/api';
import type { RebuildOutcome } from '#projections';
import { deskFolder, mail, SmallDesk } from '../../testing/index.js';
import { pageUrlsOf } from '../pages/page-urls.js';
import { openPageSet } from './page-sets.js';
import { rebuildTogether } from './rebuild-together.js';

describe('all pages of a desk, copied again', () => {
  let folder: Awaited<ReturnType<typeof deskFolder>>;
  let desk: SmallDesk;
  beforeAll(async () => {
    folder = await deskFolder();
    desk = await SmallDesk.start(folder.settings);
    const support = { kind: 'email', address: 'help@desk.example', region: 'SA', timeZone: 'Asia/Riyadh' };
    await desk.ask('PUT', '/v1/inboxes/support', { json: support });
    for (const n of [1, 2, 3]) {
      const bytes = mail(`customer${n}@example.com`, `m${n}`, `About ${n}`, 'Where is my parcel?');
      await desk.ask('POST', '/v1/inboxes/support/envelopes', { bytes });
    }
    await desk.counted();
  });
  afterAll(async () => {
    await desk.stop();
    await folder.remove();
  });

  const rebuild = async (choices: object) =>
    (await desk.ask<{ result: RebuildOutcome }>('POST', '/v1/operations/rebuild', { json: choices })).told.result;
  const choices = { compare: false, check: true, publish: true, keepsFormer: true };
  const contacts = async () =>
    (await desk.ask<{ figures: readonly { value: number }[] }>('GET', `/v1/kpis/contacts?${march}`)).told.figures;
  const march = 'from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z&by=all';

  it('are what they were, those figures are counted from among them', async () => {
    const all = await rebuild({ compare: true });
    expect(all).toMatchObject({ kind: 'published', resumed: false, comparison: { differences: 0 } });
    const kpis = await rebuild({ compare: true, only: 'kpis' });
    expect(kpis).toMatchObject({ kind: 'published', comparison: { differences: 0 } });
    expect(kpis.comparison?.rows).toBeGreaterThan(0);
    expect(all.comparison?.rows).toBeGreaterThan(kpis.comparison?.rows ?? 0);
  });

  it('put a figure right whose page was spoilt, and say which row it was, without taking its place where they are not to', async () => {
    const live = liveFile(folder.settings.dataDir);
    live.exec(`DELETE FROM facts WHERE "factId" = (SELECT min("factId") FROM facts WHERE kind = 'contact')`);
    live.close();
    const spoilt = { differences: 1, samples: [{ table: 'kpis/facts' }] };
    const lookedAt = await rebuild({ publish: false });
    expect(lookedAt).toMatchObject({ kind: 'compared', comparison: spoilt });
    const { comparison } = await rebuild({ compare: true, only: 'kpis' });
    expect(comparison).toMatchObject(spoilt);
    expect(lookedAt.comparison?.rows).toBeGreaterThan(comparison?.rows ?? 0);
    expect(await contacts()).toMatchObject([{ value: 3 }]);
  });

  it('are shown with what is built beside them, which can be thrown away', async () => {
    const { settings } = folder;
    const stop = new AbortController();
    const sets = [await openPageSet('desk', pageUrlsOf(settings))];
    await rebuildTogether(sets, { ...choices, signal: stop.signal, onProgress: () => stop.abort() });
    for (const set of sets) await set.close();
    const roles = async (method: string, path: string) =>
      (await desk.ask<RebuildStatus>(method, path)).told.sets.map(({ name, copies }) => [name, ...copies.map(({ role }) => role)]); // prettier-ignore
    expect(await roles('GET', '/v1/operations/rebuild')).toEqual([
      ['desk', 'former', 'live', 'building'],
      ['kpis', 'former', 'live'],
    ]);
    const before = liveNumber(settings.dataDir, 'pages');
    expect(await roles('POST', '/v1/operations/rebuild/abort')).toEqual([
      ['desk', 'former', 'live'],
      ['kpis', 'former', 'live'],
    ]);
    expect(liveNumber(settings.dataDir, 'pages')).toBe(before);
    expect(await rebuild({ compare: true })).toMatchObject({ resumed: false, comparison: { differences: 0 } });
  });

  it('go on where they were interrupted, and none takes its place before all are there', async () => {
    const { settings } = folder;
    const live = () => [liveNumber(settings.dataDir, 'pages'), liveNumber(settings.dataDir, 'pages/kpi')];
    const before = live();
    const stop = new AbortController();
    const urls = pageUrlsOf(settings);
    const sets = await Promise.all([openPageSet('desk', urls), openPageSet('kpis', urls)]);
    const noMore = () => stop.abort();
    const first = await rebuildTogether(sets, {
      ...choices,
      signal: stop.signal,
      onProgress: noMore,
    });
    expect([first.kind, live()]).toEqual(['stopped', before]);
    for (const set of sets) await set.close();
    expect(await rebuild({})).toMatchObject({ kind: 'published', resumed: true });
    expect(live()).not.toEqual(before);
  });
});

/** Numbers of page files only rise. */
function liveNumber(dataDir: string, folder: string): number {
  const shelf = new DatabaseSync(join(dataDir, folder, 'pages.db'), { readOnly: true });
  const row = shelf.prepare(`SELECT number FROM page_files WHERE role = 'live'`).get();
  shelf.close();
  return Number(row?.['number']);
}

function liveFile(dataDir: string): DatabaseSync {
  const folder = join(dataDir, 'pages', 'kpi');
  const number = liveNumber(dataDir, 'pages/kpi');
  const name = readdirSync(folder).find((file) => file.endsWith(`.${number}.db`)) ?? '';
  return new DatabaseSync(join(folder, name));
}
