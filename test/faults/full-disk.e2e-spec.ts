import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedOfRun } from './chance.js';
import { Connector } from './connector.js';
import { Deliveries } from './deliveries.js';
import { expectWhole } from './expect-whole.js';
import { serve } from './serving.js';

/** Bytes of the small disk, and of what is left free of it before the pushing begins. */
const diskBytes = 48 * 1024 * 1024;
const freeBytes = 3 * 1024 * 1024;
/** Codes a door may give for want of space. */
const fullCodes = ['DESK.FULL', 'BLOBS.FULL', 'LOG.FULL', 'KEYS.FULL'];

const disk = mkdtempSync(join(tmpdir(), 'sijil-disk-'));
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes}`, 'tmpfs', disk]).status === 0;

(isMounted ? describe : describe.skip)('a desk on a full disk (needs leave to mount a tmpfs)', () => {
  const seed = seedOfRun();
  const deliveries = new Deliveries(seed);
  const connector = new Connector();
  const filler = join(disk, 'filler');

  /** Leaves `freeBytes` of the disk. */
  const fill = () => {
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - freeBytes)));
  };

  afterAll(() => {
    spawnSync('umount', [disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  it(`asks connectors to come back, keeps nothing half, and goes on when there is space (FAULTS_SEED=${seed})`, async () => {
    const { desk, address } = await serve(disk);
    try {
      await connector.connect(address);
      fill();
      for (let pushes = 0; connector.refusals.length < 5; pushes += 1) {
        if (pushes === 500) throw new Error('the disk does not fill up');
        connector.handIn(...Array.from({ length: 10 }, () => deliveries.next()), deliveries.nextLarge());
        await connector.push(address);
      }
      for (const { code, retryAfter } of connector.refusals) {
        expect(fullCodes).toContain(code);
        expect(Number(retryAfter)).toBeGreaterThan(0);
      }
      rmSync(filler);
      while (connector.waiting > 0) await connector.push(address);
      await address.settled();
    } finally {
      await desk.stop();
    }
    expectWhole(disk, connector.acknowledged);
  }, 180_000);
});

if (!isMounted) rmSync(disk, { recursive: true, force: true });
