import { kpiCopyist, kpiPages } from '#kpi/open';
import { listedLog } from '#projections/testing';
import { rebuild } from '#projections';
import type { PageWriter } from '#read-store';
import { openReadStore } from '#read-store/open';
import { everyPagePlace } from '#read-store/testing';
import { damages, twoCustomers } from '../../testing/index.js';
import { kpiSecondFold } from './second-fold.js';

const never = new AbortController().signal;

async function copy(pages: PageWriter, { events }: ReturnType<typeof twoCustomers>): Promise<void> {
  const copyist = kpiCopyist(pages);
  await copyist.fold(events);
  await copyist.write();
}

describe.each(await everyPagePlace())('pages of KPIs held against a second fold ($driver)', ({ freshUrl }) => {
  const history = twoCustomers();
  const log = listedLog(history.events);
  const job = { log, copyist: kpiCopyist, signal: never, check: kpiSecondFold({ log }) };

  it.each(damages)('do not serve where $table was spoilt while they were built', async ({ table, spoil }) => {
    const store = await openReadStore(freshUrl(), kpiPages);
    const build = await store.build();
    await copy(build, history);
    await spoil(build);
    await build.close();
    await expect(rebuild({ ...job, store })).rejects.toMatchObject({ code: 'PROJECTION.PAGES_DIFFER', table });
    expect(await store.position()).toBe(0n);
    await store.close();
  });

  it('serve where nothing differs', async () => {
    const store = await openReadStore(freshUrl(), kpiPages);
    const { kind, checked } = await rebuild({ ...job, store });
    expect([kind, checked?.files]).toEqual(['published', 2]);
    expect(checked?.rows).toBeGreaterThan(10);
    await store.close();
  });
});
