import type { ApiKey, ApiKeys } from '#desk-store';
import { digestOfSecret, KeyRing } from './key-ring.js';
import type { KnownAgents } from './key-ring.js';

const noon = '2026-03-01T12:00:00.000Z';
const key: ApiKey = {
  id: 'key-1',
  role: 'connector',
  scope: '',
  label: 'mail',
  digest: digestOfSecret('open sesame'),
  createdAt: noon,
};

/** A store that counts how often it is asked. */
class CountingKeys implements Pick<ApiKeys, 'findByDigest' | 'touched'> {
  readonly asked: string[] = [];
  readonly used: string[] = [];
  revoked = false;

  async findByDigest(digest: string): Promise<ApiKey | undefined> {
    this.asked.push(digest);
    if (digest !== key.digest) return undefined;
    return this.revoked ? { ...key, revokedAt: noon } : key;
  }
  touched(id: string): void {
    this.used.push(id);
  }
}

/** Agents of a desk, of whom some are deactivated. */
const agentsOf = (deactivated: readonly string[] = []): KnownAgents => ({
  agent: (agentId) => ({ active: !deactivated.includes(agentId), teamIds: [] }),
  team: () => undefined,
  knowsAgents: true,
  knowsTeams: false,
  refresh: async () => undefined,
});

describe('the keys in use', () => {
  let now = 0;
  let store: CountingKeys;
  let ring: KeyRing;
  beforeEach(() => {
    store = new CountingKeys();
    ring = new KeyRing(store, agentsOf(), { now: () => noon }, () => now);
  });

  it('asks the store once for many requests at the same moment, and not again for a second', async () => {
    const found = await Promise.all(Array.from({ length: 50 }, () => ring.find('open sesame')));
    expect(found).toEqual(Array.from({ length: 50 }, () => key));
    now += 999;
    await ring.find('open sesame');
    expect(store.asked).toHaveLength(1);
    expect(store.used).toEqual(['key-1']);
  });

  it('learns within a second that a key was revoked, at once where it is told', async () => {
    await ring.find('open sesame');
    store.revoked = true;
    expect(await ring.find('open sesame')).toEqual(key);
    now += 1_000;
    expect(await ring.find('open sesame')).toBeUndefined();
    store.revoked = false;
    ring.forget();
    expect(await ring.find('open sesame')).toEqual(key);
  });

  it('remembers that a secret is nobody’s, so that a mistaken connector costs little', async () => {
    await ring.find('guess');
    expect(await ring.find('guess')).toBeUndefined();
    expect(store.asked).toHaveLength(1);
    expect(store.used).toEqual([]);
  });

  it('open nothing while their agent is deactivated, from the moment that is known; those of a connector do', async () => {
    const deactivated: string[] = [];
    const linas = { ...key, role: 'agent', scope: 'lina' } as const;
    const find = (found: ApiKey) => {
      const keys = { findByDigest: async () => found, touched: () => undefined };
      const ringOnIt = new KeyRing(keys, agentsOf(deactivated), { now: () => noon }, () => now);
      return () => ringOnIt.find('open sesame');
    };
    const [findLinas, findConnectors] = [find(linas), find({ ...key, scope: 'lina' })];
    expect([await findLinas(), await findConnectors()]).toEqual([linas, { ...key, scope: 'lina' }]);
    deactivated.push('lina');
    expect([await findLinas(), await findConnectors()]).toEqual([undefined, { ...key, scope: 'lina' }]);
    deactivated.pop();
    expect(await findLinas()).toEqual(linas);
  });

  it('asks again after the store failed', async () => {
    const failing = { findByDigest: () => Promise.reject(new Error('away')), touched: () => undefined };
    const ringOnIt = new KeyRing(failing, agentsOf(), { now: () => noon }, () => now);
    await expect(ringOnIt.find('open sesame')).rejects.toThrow('away');
    await expect(ringOnIt.find('open sesame')).rejects.toThrow('away');
  });
});
