import { openReadStore } from '#read-store/open';
import { everyPagePlace } from '#read-store/testing';
import { openTestDesk, Writers } from '../testing/index.js';
import type { TestDesk } from '../testing/index.js';

describe.each(await everyPagePlace())('who may be the same person ($driver)', ({ freshUrl }) => {
  let desk: TestDesk;
  let writers: Writers;
  beforeEach(async () => {
    desk = await openTestDesk(openReadStore, freshUrl());
    writers = new Writers(desk.history);
  });
  afterEach(() => desk.dispose());

  const suggested = async (customerId: string) => {
    await desk.copy();
    return (await desk.questions.suggestions(customerId)).suggestions;
  };
  const reasons = async (customerId: string) =>
    (await suggested(customerId)).map(({ customerIds, reasons: all }) => [
      customerIds.join(' '),
      ...all.map(({ because }) => because),
    ]);

  it('is whoever has the same name on another channel, however it is written, from both sides', async () => {
    writers.writes('ann', { name: 'أَحمد علي', email: 'ahmed@example.com' });
    writers.writes('bob', { name: 'احمد على', whatsapp: '966501234567' });
    writers.writes('cid', { name: 'سامي علي', phone: '+966501234568' });
    expect(await suggested('ann')).toMatchObject([
      {
        customerIds: ['bob'],
        handles: [{ kind: 'whatsapp', handle: '966501234567' }],
        reasons: [
          { because: 'same-name', customerId: 'ann', here: 'أَحمد علي', otherId: 'bob', there: 'احمد على', heldBy: 2 },
        ],
      },
    ]);
    expect(await reasons('bob')).toEqual([['ann', 'same-name']]);
    expect(await reasons('cid')).toEqual([]);
  });

  it('is told of with everything that speaks for it, what says most first', async () => {
    writers.writes('ann', { name: 'Lina Haddad', email: 'lina.haddad+shop@example.com' });
    writers.writes('bob', { name: 'Haddad, Lina', email: 'lina.haddad@example.com' });
    writers.writes('cid', { email: 'linahaddad@example.org' });
    writers.writes('dan', { name: 'lina haddad', phone: '+966501234567' });
    expect(await reasons('ann')).toEqual([
      ['bob', 'same-mailbox', 'same-name', 'name-in-address'],
      ['dan', 'same-name', 'name-in-address'],
      ['cid', 'name-in-address', 'alike-address'],
    ]);
  });

  it('is whoever has the same number on another channel', async () => {
    writers.writes('ann', { phone: '+966501234567' });
    writers.writes('bob', { whatsapp: '966501234567' });
    expect(await reasons('ann')).toEqual([['bob', 'same-number']]);
  });

  it('is nobody who is the same person already, and is a person with all their files', async () => {
    for (const [id, number] of [['ann', 1], ['bob', 2], ['cid', 3]] as const) writers.writes(id, { name: 'Lina Haddad', phone: `+96650123456${number}` }); // prettier-ignore
    writers.merge('bob', 'cid');
    expect(await reasons('ann')).toEqual([['bob cid', 'same-name']]);
    writers.merge('ann', 'bob');
    expect(await suggested('ann')).toEqual([]);
    expect(await suggested('cid')).toEqual([]);
    writers.unmerge('ann', 'bob');
    expect(await reasons('cid')).toEqual([['ann', 'same-name']]);
  });

  it('is nobody who was dismissed, seen from either side, and says who was', async () => {
    writers.writes('ann', { name: 'Lina Haddad', phone: '+966501234567' });
    writers.writes('bob', { name: 'Lina Haddad', phone: '+966501234568' });
    writers.dismiss('ann', 'bob', 'same-name');
    expect([await reasons('ann'), await reasons('bob')]).toEqual([[], []]);
    expect((await desk.questions.suggestions('bob')).dismissed).toMatchObject([
      { customerId: 'bob', otherId: 'ann', likenesses: ['same-name'] },
    ]);
  });

  it('is whoever was dismissed once they are alike in something else, with everything that speaks for it', async () => {
    writers.writes('ann', { name: 'Lina Haddad', phone: '+966501234567' });
    writers.writes('bob', { name: 'Lina Haddad', phone: '+966501234568' });
    writers.dismiss('ann', 'bob', 'same-name');
    writers.says('bob', 'لينا حداد', '+966501234568');
    writers.says('ann', 'لينا حداد', '+966501234567');
    expect(await reasons('ann')).toEqual([]);
    writers.writes('bob', { whatsapp: '966501234567' });
    expect(await reasons('ann')).toEqual([['bob', 'same-number', 'same-name', 'same-name']]);
    writers.dismiss('ann', 'bob', 'same-name', 'same-number');
    expect(await reasons('ann')).toEqual([]);
  });

  it('is nobody who was dismissed in another of their files, or of ours: it is said of people', async () => {
    for (const [n, id] of ['ann', 'ava', 'bob', 'ben'].entries())
      writers.writes(id, { name: 'Lina Haddad', phone: `+96650123456${n}` });
    writers.merge('ann', 'ava');
    writers.merge('ben', 'bob');
    writers.dismiss('ava', 'ben', 'same-name');
    for (const id of ['ann', 'ava', 'bob', 'ben']) expect(await reasons(id)).toEqual([]);
    writers.unmerge('ben', 'bob');
    expect(await reasons('ann')).toEqual([['bob', 'same-name']]);
  });

  it('is whoever was dismissed, merged all the same, and unmerged', async () => {
    writers.writes('ann', { name: 'Lina Haddad', phone: '+966501234567' });
    writers.writes('bob', { name: 'Lina Haddad', phone: '+966501234568' });
    writers.dismiss('ann', 'bob', 'same-name');
    writers.merge('ann', 'bob');
    expect(await desk.copy().then(() => desk.questions.suggestions('ann'))).toMatchObject({ suggestions: [], dismissed: [] }); // prettier-ignore
    writers.unmerge('ann', 'bob');
    expect(await reasons('ann')).toEqual([['bob', 'same-name']]);
  });

  it('takes no place from others where many were dismissed', async () => {
    for (let n = 10; n < 25; n += 1) writers.writes(`k${n}`, { name: 'Mohamed Ali', phone: `+9665012345${n}` });
    const others = Array.from({ length: 14 }, (_, n) => `k${n + 11}`);
    for (const other of others.slice(0, 12)) writers.dismiss('k10', other, 'same-name');
    expect((await reasons('k10')).map(([id]) => id).sort()).toEqual(['k23', 'k24']);
  });

  it('is told with how many are called so, and by no name that too many have', async () => {
    for (let n = 0; n < 20; n += 1) writers.writes(`k${n}`, { name: 'Mohamed Ali', email: `m${n}@example.com` });
    const known = await suggested('k0');
    expect(known).toHaveLength(10);
    expect(known[0]?.reasons).toMatchObject([{ because: 'same-name', heldBy: 20 }]);
    writers.writes('k20', { name: 'محمد علي', email: 'm20@example.com' });
    expect(await suggested('k0')).toHaveLength(10);
    writers.writes('k21', { name: 'MOHAMED ALI', email: 'm21@example.com' });
    expect(await suggested('k0')).toEqual([]);
  });

  it('is nobody for a name that another said in their file, from a handle that is not theirs', async () => {
    writers.writes('ann', { name: 'Lina Haddad', email: 'lina@example.com' });
    writers.writes('bob', { name: 'Sami Khan', email: 'sami@example.com' });
    writers.says('ann', 'Sami Khan', 'sami@example.com');
    expect(await suggested('ann')).toEqual([]);
    expect(await suggested('bob')).toEqual([]);
  });

  it('is nobody whose file speaks from no handle, but whoever wrote there may be somebody', async () => {
    writers.writes('ann', { name: 'Lina Haddad', email: 'lina@example.com' });
    writers.says('form', 'Lina Haddad', 'no-reply@shop.example');
    expect(await suggested('ann')).toEqual([]);
    expect(await reasons('form')).toEqual([['ann', 'same-name']]);
  });

  it('is nobody who was erased, or whose handle was released', async () => {
    writers.writes('ann', { name: 'Lina Haddad', email: 'lina.haddad@example.com' });
    writers.writes('bob', { name: 'Lina Haddad', email: 'lina.haddad@example.org' });
    writers.writes('cid', { name: 'Lina Haddad', email: 'lina.haddad@example.net' });
    const releases = (customerId: string, handle: string) =>
      desk.history.record('HandleReleased', { customerId }, { stream: `handle-email ${handle}` });
    releases('bob', 'lina.haddad@example.org');
    releases('cid', 'lina.haddad@example.net');
    desk.history.record('CustomerErased', {}, { stream: 'customer-cid' });
    expect(await suggested('ann')).toEqual([]);
    expect(await suggested('cid')).toEqual([]);
  });

  it('is nobody for somebody nobody has heard of', async () => {
    expect(await desk.questions.suggestions('nobody')).toEqual({ position: 0n, customerIds: ['nobody'], suggestions: [], dismissed: [] }); // prettier-ignore
  });
});
