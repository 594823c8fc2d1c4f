import type { ApiKey, CommandResult, Lease } from '../src/index.js';
import { onlyOnDisk, withDesk } from './desk-under-test.js';
import type { DeskDriver } from './desk-under-test.js';

const eight = '2026-03-01T08:00:00.000Z';
const nine = '2026-03-01T09:00:00.000Z';
const ten = '2026-03-01T10:00:00.000Z';

const answer = (commandId: string, result: string, answeredAt = eight): CommandResult => ({
  commandId,
  bodyDigest: 'ab'.repeat(32),
  result,
  answeredAt,
});

const key = (id: string, otherwise: Partial<ApiKey> = {}): ApiKey => ({
  ...{ id, role: 'agent', scope: 'agent-7', label: 'Layla’s laptop', digest: id.repeat(8), createdAt: eight },
  ...otherwise,
});

/** What every room for small things must do: answers, keys, leases, numbers, checkpoints, facts. */
export function describeRooms(driver: DeskDriver): void {
  describe(`the small rooms of the desk on ${driver.name}`, () => {
    const afterRestart = onlyOnDisk(driver);
    withDesk(driver, (desk) => {
      const store = () => desk().store;

      it('gives a repeated command its first answer', async () => {
        expect(await store().results.keep(answer('c-1', '"first"'))).toEqual(answer('c-1', '"first"'));
        expect(await store().results.keep(answer('c-1', '"second"', nine))).toEqual(answer('c-1', '"first"'));
        expect(await store().results.find('c-1')).toEqual(answer('c-1', '"first"'));
        expect(await store().results.find('c-2')).toBeUndefined();
      });

      it('forgets the first answer to a command only for one that is to take its place', async () => {
        await store().results.keep(answer('c-1', '"noted"'));
        await store().results.replace(answer('c-1', '"answered"', nine));
        await store().results.replace(answer('c-2', '"answered"', nine));
        expect(await store().results.keep(answer('c-1', '"again"', ten))).toEqual(answer('c-1', '"answered"', nine));
        expect(await store().results.find('c-2')).toEqual(answer('c-2', '"answered"', nine));
      });

      it('lets exactly one of many answers win when they come at once', async () => {
        const answers = await Promise.all(
          ['1', '2', '3', '4'].map((result) => store().results.keep(answer('c', result))),
        );
        expect(new Set(answers.map(({ result }) => result)).size).toBe(1);
      });

      it('forgets answers that are old enough, and only those', async () => {
        await store().results.keep(answer('old', '1', eight));
        await store().results.keep(answer('new', '2', nine));
        expect(await store().results.expire(nine)).toBe(1);
        expect(await store().results.expire(nine)).toBe(0);
        expect([await store().results.find('old'), await store().results.find('new')]).toEqual([
          undefined,
          answer('new', '2', nine),
        ]);
      });

      it('forgets what a command asked for, and goes on knowing its id', async () => {
        await store().results.keep(answer('c-1', '1', nine));
        await store().results.forgetBodies(['c-1', 'nothing']);
        expect(await store().results.find('c-1')).toMatchObject({ result: '1', bodyDigest: '0'.repeat(64) });
      });

      it('forgets thousands of old answers', async () => {
        const old = Array.from({ length: 2500 }, (_, at) => store().results.keep(answer(`c-${at}`, '{}')));
        await Promise.all(old);
        expect(await store().results.expire(ten)).toBe(2500);
      });

      it('finds a key by the digest of its secret, also when it was revoked', async () => {
        await store().keys.add(key('k1'));
        await store().keys.add(key('k2', { role: 'connector', scope: 'mail chat' }));
        expect(await store().keys.findByDigest(key('k1').digest)).toEqual(key('k1'));
        expect(await store().keys.revoke('k1', nine)).toBe(true);
        expect(await store().keys.findByDigest(key('k1').digest)).toEqual(key('k1', { revokedAt: nine }));
        expect(await store().keys.findByDigest('unknown')).toBeUndefined();
        expect((await store().keys.list()).map(({ id }) => id)).toEqual(['k1', 'k2']);
      });

      it('knows of a key whether it opens what people wrote', async () => {
        await store().keys.add(key('k1', { role: 'analyst', mayReadText: true }));
        await store().keys.add(key('k2', { role: 'analyst' }));
        expect(await store().keys.list()).toEqual([
          key('k1', { role: 'analyst', mayReadText: true }),
          key('k2', { role: 'analyst' }),
        ]);
      });

      it('revokes a key once', async () => {
        await store().keys.add(key('k1'));
        expect([await store().keys.revoke('k1', nine), await store().keys.revoke('k1', ten)]).toEqual([true, false]);
        expect(await store().keys.revoke('none', ten)).toBe(false);
        expect((await store().keys.list())[0]?.revokedAt).toBe(nine);
      });

      it('replaces a key that is added again', async () => {
        await store().keys.add(key('k1'));
        await store().keys.add(key('k1', { digest: 'other', label: 'new laptop' }));
        expect(await store().keys.list()).toEqual([key('k1', { digest: 'other', label: 'new laptop' })]);
        expect(await store().keys.findByDigest(key('k1').digest)).toBeUndefined();
      });

      it('shows when a key was last used', async () => {
        await store().keys.add(key('k1'));
        store().keys.touched('k1', nine);
        store().keys.touched('k1', ten);
        store().keys.touched('none', ten);
        expect(await store().keys.list()).toEqual([key('k1', { lastUsedAt: ten })]);
      });

      it('gives a lease to one holder at a time, and renews it for him', async () => {
        const first = await store().leases.acquire('relay', 'a', eight, 3600);
        expect(first).toEqual({ name: 'relay', holder: 'a', epoch: 1, expiresAt: nine });
        expect(await store().leases.acquire('relay', 'b', '2026-03-01T08:59:59.999Z', 60)).toBeUndefined();
        expect(await store().leases.acquire('relay', 'a', nine, 3600)).toEqual({ ...first, expiresAt: ten });
        expect(await store().leases.acquire('outbox', 'b', eight, 60)).toMatchObject({ epoch: 1 });
      });

      it('gives a lease that ran out, or was given back, to the next, under a higher epoch', async () => {
        await store().leases.acquire('relay', 'a', eight, 3600);
        const second = await store().leases.acquire('relay', 'b', nine, 60);
        expect(second).toMatchObject({ holder: 'b', epoch: 2 });
        await store().leases.release(second as Lease);
        expect(await store().leases.acquire('relay', 'b', nine, 60)).toMatchObject({ holder: 'b', epoch: 3 });
      });

      it('takes no lease away from its holder because an earlier one gives his back', async () => {
        const first = await store().leases.acquire('relay', 'a', eight, 60);
        await store().leases.acquire('relay', 'b', nine, 3600);
        await store().leases.release(first as Lease);
        expect(await store().leases.acquire('relay', 'c', nine, 60)).toBeUndefined();
      });

      it('gives one of many who ask at once the lease', async () => {
        const asked = ['a', 'b', 'c', 'd'].map((holder) => store().leases.acquire('relay', holder, eight, 60));
        expect((await Promise.all(asked)).filter((lease) => lease !== undefined)).toHaveLength(1);
      });

      it('gives as many of several leases as are wanted, and only those that can be had', async () => {
        const { leases } = store();
        await leases.acquire('outbox/b', 'other', eight, 3600);
        const wanted = { names: ['outbox/a', 'outbox/b', 'outbox/c', 'outbox/d'], most: 2 };
        const taken = await leases.acquireSome(wanted, 'mine', eight, 60);
        expect(taken.map(({ name }) => name).sort()).toEqual(['outbox/a', 'outbox/c']);
        const renewed = await leases.acquireSome({ ...wanted, most: 4 }, 'mine', eight, 3600);
        expect(renewed.map(({ name, epoch, expiresAt }) => [name, epoch, expiresAt]).sort()).toEqual([
          ['outbox/a', 1, nine],
          ['outbox/c', 1, nine],
          ['outbox/d', 1, nine],
        ]);
        await leases.release(...taken);
        const [first] = await leases.acquireSome(wanted, 'other', eight, 60);
        expect(first).toMatchObject({ name: 'outbox/a', holder: 'other', epoch: 2 });
        expect(await leases.acquireSome({ names: ['outbox/d'], most: 1 }, 'other', eight, 60)).toEqual([]);
      });

      it('gives no number twice', async () => {
        const taken = await Promise.all([3, 1, 5].map((size) => store().numbers.take('ticket', size)));
        const numbers = taken.flatMap(({ first, size }) => Array.from({ length: size }, (_, at) => first + at));
        expect(numbers.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        expect(await store().numbers.take('key', 1)).toEqual({ first: 1, size: 1 });
      });

      it('tells where a series of numbers stands to whoever takes none', async () => {
        expect(await store().numbers.take('sealing-key', 0)).toEqual({ first: 1, size: 0 });
        await store().numbers.take('sealing-key', 5);
        expect(await store().numbers.take('sealing-key', 0)).toEqual({ first: 6, size: 0 });
        expect(await store().numbers.take('sealing-key', 1)).toEqual({ first: 6, size: 1 });
      });

      it('gives no number that was given before a restore', async () => {
        await store().numbers.raise('ticket', 40);
        await store().numbers.raise('ticket', 7);
        expect(await store().numbers.take('ticket', 2)).toEqual({ first: 41, size: 2 });
      });

      it('remembers how far each processor came', async () => {
        const hash = Uint8Array.from({ length: 32 }, (_, byte) => byte);
        expect(await store().checkpoints.get('pages')).toBeUndefined();
        await store().checkpoints.set('pages', { position: 3n, hash: new Uint8Array(32) });
        await store().checkpoints.set('pages', { position: 2n ** 60n + 1n, hash });
        const checkpoint = await store().checkpoints.get('pages');
        expect([checkpoint?.position, Buffer.from(checkpoint?.hash ?? [])]).toEqual([
          2n ** 60n + 1n,
          Buffer.from(hash),
        ]);
      });

      it('remembers facts about the desk', async () => {
        await store().facts.set('epoch', '1');
        await store().facts.set('epoch', '2');
        expect([await store().facts.get('epoch'), await store().facts.get('deskId')]).toEqual(['2', undefined]);
      });

      afterRestart('has everything after a restart, and gives no number, epoch or answer twice', async () => {
        await store().numbers.take('ticket', 100);
        await store().results.keep(answer('c', '"first"'));
        await store().keys.add(key('k1'));
        store().keys.touched('k1', nine);
        await store().leases.acquire('relay', 'a', eight, 3600);
        await store().facts.set('deskId', 'acme');
        await store().checkpoints.set('pages', { position: 3n, hash: new Uint8Array(32) });
        const reopened = await desk().reopen();
        expect(await reopened.numbers.take('ticket', 1)).toEqual({ first: 101, size: 1 });
        expect(await reopened.results.keep(answer('c', '"second"'))).toEqual(answer('c', '"first"'));
        expect(await reopened.keys.list()).toEqual([key('k1', { lastUsedAt: nine })]);
        expect(await reopened.leases.acquire('relay', 'b', eight, 60)).toBeUndefined();
        expect(await reopened.leases.acquire('relay', 'b', nine, 60)).toMatchObject({ epoch: 2 });
        expect([await reopened.facts.get('deskId'), (await reopened.checkpoints.get('pages'))?.position]).toEqual([
          'acme',
          3n,
        ]);
      });
    });
  });
}
