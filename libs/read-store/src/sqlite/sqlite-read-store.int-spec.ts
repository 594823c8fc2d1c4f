import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lookAtPages, openReadStore, removePages } from '#read-store/open';
import { ReadSchemeUnknown, integer, table, text } from '../index.js';
import type { PageSet } from '../index.js';
import {
  changing,
  describeFormerPages,
  describeReadStore,
  guestHouse,
  guestHousePages,
  markAt,
} from '../../testing/index.js';
import type { GuestTables } from '../../testing/index.js';

const root = mkdtempSync(join(tmpdir(), 'sijil-read-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const freshUrl = () => `sqlite:${join(mkdtempSync(join(root, 'desk-')), 'pages')}`;

const copyName = /^pages\.(v\d+\.\d+)\.db$/;
const copiesAt = async (url: string) =>
  readdirSync(url.replace('sqlite:', '')).flatMap((file) => copyName.exec(file)?.[1] ?? []);

const open = (url: string, pages: PageSet) => openReadStore<GuestTables>(url, pages);
const driver = { name: 'SQLite', freshUrl, open, copiesAt, look: lookAtPages, remove: removePages };
describeReadStore(driver);
describeFormerPages(driver);

describe('the read store on SQLite', () => {
  it('is opened by address only', async () => {
    await expect(openReadStore('mysql://x', guestHousePages)).rejects.toThrow(ReadSchemeUnknown);
    await expect(openReadStore('pages', guestHousePages)).rejects.toThrow(ReadSchemeUnknown);
  });

  it('does not use pages that other code made: a new version begins with empty ones, and a step back finds the old ones', async () => {
    const url = freshUrl();
    const store = await openReadStore<GuestTables>(url, guestHousePages);
    const live = await store.live();
    await live.commit(changing(guestHouse.guests, [{ guestId: 'ann', room: null, age: 30 }]), markAt(1));
    await live.close();
    await store.close();
    const columns = { guestId: text(), shoes: integer() };
    const renewed = await openReadStore<GuestTables>(url, {
      version: 2,
      tables: [table({ name: 'guests', columns, key: ['guestId'] })],
    });
    expect(await renewed.position()).toBe(0n);
    const next = await renewed.live();
    await next.close();
    expect(await copiesAt(url)).toEqual(['v1.1', 'v2.2']);
    expect(await renewed.former()).toBeUndefined();
    await renewed.close();
    const again = await openReadStore<GuestTables>(url, guestHousePages);
    expect(await again.position()).toBe(1n);
    await again.forgetFormer();
    expect(await copiesAt(url)).toEqual(['v1.1']);
    await again.close();
  });
});
