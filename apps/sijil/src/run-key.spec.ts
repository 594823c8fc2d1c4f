import { createHash } from 'node:crypto';
import { openDeskStore } from '#desk-store/open';
import { newSecret, withRunKeys } from './run-key.js';

const at = '2026-03-01T08:00:00.000Z';
const digestOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

describe('keys of this run', () => {
  it('open the desk as an admin, and stand nowhere on disk', async () => {
    const { keys } = await openDeskStore('memory:');
    const [run, fromSettings] = [newSecret(), 'set by the operator'];
    const all = withRunKeys(keys, [{ id: 'this-run', secret: run }, { id: 'ADMIN_KEY', secret: fromSettings }], at); // prettier-ignore
    expect(await all.findByDigest(digestOf(run))).toMatchObject({ id: 'this-run', role: 'admin', scope: '' });
    expect(await all.findByDigest(digestOf(fromSettings))).toMatchObject({ id: 'ADMIN_KEY' });
    all.touched('this-run', at);
    expect(await all.list()).toEqual([]);
    expect(await keys.findByDigest(digestOf(run))).toBeUndefined();
  });

  it('leave all others to the store', async () => {
    const { keys } = await openDeskStore('memory:');
    const all = withRunKeys(keys, [{ id: 'this-run', secret: newSecret() }], at);
    await all.add({ id: 'k1', role: 'agent', scope: 'ali', label: '', digest: digestOf('other'), createdAt: at });
    expect(await all.findByDigest(digestOf('other'))).toMatchObject({ id: 'k1' });
    expect(await all.findByDigest(digestOf('unknown'))).toBeUndefined();
    expect(await all.revoke('k1', at)).toBe(true);
  });

  it('are never the same twice', () => {
    expect(newSecret()).toMatch(/^sijil_[\w-]{43}$/);
    expect(newSecret()).not.toBe(newSecret());
  });
});
