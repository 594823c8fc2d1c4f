import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { postgresUnderTest } from '#postgres/testing';
import { deskOn } from '../../testing/postgres-desks.js';
import { sequencerLease } from '../index.js';
import type { Lease } from '../index.js';
import type { PostgresDeskStore } from './postgres-desk-store.js';

const postgres = await postgresUnderTest();
const zombie = fileURLToPath(new URL('../../testing/sequencer.process.js', import.meta.url));
const items = Array.from({ length: 5000 }, (_, n) => `item-${n}`);

/** The lease, as soon as whoever holds it has let it run out. */
async function takeAfter({ leases }: PostgresDeskStore): Promise<Lease> {
  for (;;) {
    const lease = await leases.acquire(sequencerLease, 'successor', new Date().toISOString(), 3600);
    if (lease) return lease;
    await pause(50);
  }
}

postgres.describe('leases that several servers share', () => {
  it('run out by the clock of the database, whatever their own clocks say', async () => {
    const url = postgres.freshUrl();
    const [early, late] = [
      await deskOn(url, { leaseClock: 'database' }),
      await deskOn(url, { leaseClock: 'database' }),
    ];
    const lease = await early.leases.acquire('relay', 'its clock is slow', '2001-01-01T00:00:00.000Z', 3600);
    expect(lease).toMatchObject({ epoch: 1, expiresAt: '2001-01-01T01:00:00.000Z' });
    expect(await late.leases.acquire('relay', 'its clock is fast', '2101-01-01T00:00:00.000Z', 3600)).toBeUndefined();
    await Promise.all([early.close(), late.close()]);
  });

  it('leave a process nothing to change that was stopped while it led, and wakes up when another one does', async () => {
    const url = postgres.freshUrl();
    const successor = await deskOn(url, { leaseClock: 'database' });
    const led = spawn(process.execPath, [zombie, url], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [ended, said] = [once(led, 'exit'), createInterface(led.stdout)];
    while (Number((await once(said, 'line'))[0]) < 20);
    led.kill('SIGSTOP');
    // It holds no lock, in whatever it was stopped: the lease runs out, and can be taken.
    const { epoch } = await takeAfter(successor);
    expect(epoch).toBe(2);
    const { sequencer } = successor;
    const routed = await sequencer.routesOf(items);
    await sequencer.route(epoch, [{ itemKey: 'item-4999', stream: 'customer-1' }], [{ lane: 'live', position: 9999n }]);
    led.kill('SIGCONT');
    let lastWord = '';
    for await (const line of said) lastWord = line;
    await ended;
    expect(lastWord).toBe('lost');
    expect(await sequencer.checkpoint('live')).toBe(9999n);
    expect(await sequencer.routesOf(items)).toEqual(new Map([...routed, ['item-4999', 'customer-1']]));
    await successor.close();
  });
});
