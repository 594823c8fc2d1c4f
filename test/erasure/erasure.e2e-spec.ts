import { deskFolder, SmallDesk } from '../../apps/sijil/testing/index.js';
import { filesWith } from './find-words.js';
import { hers, his, secrets, TwoPeople, zarqaa } from './two-people.js';

interface Entry {
  readonly kind: string;
  readonly text: string;
  readonly sender: { readonly name: string; readonly address: string };
  readonly erased: boolean;
}
interface Person {
  readonly customerIds: readonly string[];
  readonly handles: readonly unknown[];
}

/** Parts of the message that was moved to her: they stand in two files under the same keys. */
const partsMoved = 2;

const march = 'from=2026-03-01T00:00:00%2B03:00&to=2027-01-01T00:00:00%2B03:00&zone=Asia%2FRiyadh&by=month';

describe('A customer who asks to be forgotten', () => {
  let folder: Awaited<ReturnType<typeof deskFolder>>;
  let desk: SmallDesk;
  let people: TwoPeople;
  let customerId: string;
  let before: unknown;
  let asOf: string;

  beforeAll(async () => {
    Object.assign(process.env, secrets);
    folder = await deskFolder();
    desk = await SmallDesk.start(folder.settings);
    people = new TwoPeople(desk);
    await people.live();
    customerId = (await people.find('quillwort')).customerId;
    await desk.settled();
    asOf = encodeURIComponent(new Date().toISOString());
    before = await figures();
    await desk.ask('POST', '/v1/operations/scratch', { json: {} });
    const planted = await filesWith(folder.settings.dataDir, hers);
    expect(new Set(Object.values(planted).flat())).toEqual(new Set(hers));
    const { told } = await desk.ask<{ result?: object }>('POST', '/v1/operations/erase', { json: { customerIds: [customerId] } }); // prettier-ignore
    erased = told.result as typeof erased;
  }, 180_000);
  afterAll(async () => {
    await desk.stop();
    await folder.remove();
    for (const name of Object.keys(secrets)) delete process.env[name];
  });
  let erased: { readonly customerIds: readonly string[]; readonly parts: number; readonly envelopes: number; readonly blobs: number; readonly handles: number }; // prettier-ignore

  /** Every KPI and the volume, as they are answered. */
  const figures = async (): Promise<unknown> => {
    await desk.counted();
    const { kpis } = (await desk.ask<{ kpis: readonly { id: string }[] }>('GET', '/v1/kpis')).told;
    const answers = kpis.map(async ({ id }) => {
      const { told } = await desk.ask<{ figures: readonly unknown[] }>('GET', `/v1/kpis/${id}?${march}&asOf=${asOf}`);
      return [id, told.figures] as const;
    });
    const { position: _, ...volume } = (await desk.ask<Record<string, unknown>>('GET', `/v1/volume?${march}`)).told;
    return { kpis: Object.fromEntries(await Promise.all(answers)), volume };
  };
  const timeline = async (of: string) => (await desk.ask<{ entries: readonly Entry[] }>('GET', `/v1/customers/${of}/timeline`)).told.entries; // prettier-ignore
  const person = async (of: string) => (await desk.ask<Person>('GET', `/v1/people/${of}`)).told;

  it('is gone with all files of theirs, and everything that came by any road', () => {
    expect(erased.customerIds).toHaveLength(2);
    expect(erased).toMatchObject({ envelopes: 6, handles: 5 });
    expect(erased.parts).toBeGreaterThan(12);
    expect(erased.blobs).toBeGreaterThan(1);
  });

  it('leaves no word and no handle in any file of the desk, in any form', async () => {
    expect(await filesWith(folder.settings.dataDir, hers)).toEqual({});
    await desk.stop();
    expect(await filesWith(folder.settings.dataDir, hers)).toEqual({});
    desk = await SmallDesk.start(folder.settings);
    people = new TwoPeople(desk);
    expect(await filesWith(folder.settings.dataDir, hers)).toEqual({});
  });

  it('takes nobody else along: their words stand, and so does a message that turned out to be theirs', async () => {
    const found = await Promise.all(['daylilysami', 'sorrelkept', 'tansyreply'].map((word) => people.find(word)));
    expect(new Set(found.map((hit) => hit.customerId)).size).toBe(1);
    expect(new Set(Object.values(await filesWith(folder.settings.dataDir, his)).flat())).toEqual(new Set(his));
  });

  it('is found by nothing, and stands on the timeline as erased', async () => {
    for (const word of ['quillwort', 'thimbleweed', 'marshmallowroot', 'foxglovepetal', 'toadflaxnote', 'Zarqaa'])
      await expect(people.find(word)).rejects.toThrow('nobody wrote');
    const entries = (await timeline(customerId)).filter(({ kind }) => kind !== 'ticket');
    expect(entries.length).toBeGreaterThan(5);
    for (const entry of entries)
      expect(entry).toMatchObject({ text: '', sender: { name: '', address: '' }, erased: true });
    expect((await person(customerId)).handles).toEqual([]);
  });

  it('changes no count, no time and no KPI', async () => {
    expect(await figures()).toEqual(before);
  });

  it('leaves pages that a rebuild copies row by row the same, and a log whose every hash is right', async () => {
    const rebuilt = await desk.ask<{ result: { comparison: object } }>('POST', '/v1/operations/rebuild', { json: { compare: true } }); // prettier-ignore
    expect(rebuilt.told.result.comparison).toMatchObject({ differences: 0 });
    const verified = await desk.ask<{ result: object }>('POST', '/v1/operations/verify', { json: {} });
    expect(verified.told.result).toMatchObject({ findings: [], partsWithoutKey: erased.parts + partsMoved });
  });

  it('takes no more words, and says so', async () => {
    const ticketId = `${customerId}.1`;
    for (const [path, json] of [['replies', { text: 'hello' }], ['notes', { text: 'hello' }], ['tags', { tag: 'vip' }]] as const)
      expect(await desk.ask('POST', `/v1/tickets/${ticketId}/${path}`, { json })).toMatchObject({ status: 410, told: { code: 'CUSTOMER.ERASED' } }); // prettier-ignore
    expect((await desk.ask('POST', `/v1/tickets/${ticketId}/resolution`)).status).toBe(200);
  });

  it('is so already when it is asked for again', async () => {
    const again = await desk.ask<{ result: object }>('POST', '/v1/operations/erase', {
      json: { customerIds: [customerId] },
    });
    expect(again.told.result).toMatchObject({ customerIds: erased.customerIds });
    const { told } = await desk.ask<{ erasures: readonly { doneAt?: string }[] }>('GET', '/v1/erasures');
    expect(told.erasures.map(({ doneAt }) => doneAt !== undefined)).toEqual([true, true]);
  });

  it('is refused for somebody the desk never heard of, before anything is done', async () => {
    const { told } = await desk.ask<object>('POST', '/v1/operations/erase', {
      json: { customerIds: ['0'.repeat(20)] },
    });
    expect(told).toMatchObject({ problem: { code: 'CUSTOMER.NOT_FOUND' } });
  });

  it('is somebody new when they write again, and what came before changes nothing when it comes again', async () => {
    const lanes = async () => (await desk.ask<{ lanes: object }>('GET', '/v1/status')).told.lanes;
    const stood = await lanes();
    await people.firstMail();
    expect(await lanes()).toEqual(stood);
    expect(await filesWith(folder.settings.dataDir, hers)).toEqual({});
    await people.write(zarqaa, 'z9', 'again', 'bluebellnew');
    await desk.settled();
    const found = await people.find('bluebellnew');
    expect(erased.customerIds).not.toContain(found.customerId);
    expect((await person(found.customerId)).customerIds).toEqual([found.customerId]);
  });
});
