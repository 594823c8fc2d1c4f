import { deskFolder } from '../../testing/desk-folder.js';
import { numberedEnvelope } from '../../testing/index.js';
import { doorAt, expectAllThereOnce, runDoor } from '../../testing/killed-doors.js';
import type { Acknowledged } from '../../testing/killed-doors.js';

/** Stops at files of 4 MiB; a process that writes on is told so instead of being killed. */
const onSmallDisk = `trap '' XFSZ; ulimit -f 8192; exec "$0" "$@"`;

describe('a door that dies', () => {
  it('has kept every envelope it acknowledged, once and whole, however often it is killed', async () => {
    const folder = deskFolder();
    const acknowledged: Acknowledged = new Map();
    for (const count of [1, 200, 35, 90]) {
      // The connector repeats the last five, for it cannot know which of them were heard.
      const first = Math.max(0, Math.max(-1, ...acknowledged.keys()) - 4);
      await runDoor(doorAt(`sqlite:${folder.file}`, first), acknowledged, count);
    }
    const store = folder.open();
    await expectAllThereOnce(store.inbound, acknowledged);
    await store.close();
    folder.clear();
  });

  it('says so when the disk is full, and has kept what it acknowledged before', async () => {
    const folder = deskFolder();
    const acknowledged: Acknowledged = new Map();
    const command = ['sh', '-c', onSmallDisk, ...doorAt(`sqlite:${folder.file}`, 0)];
    expect(await runDoor(command, acknowledged, Infinity)).toBe('full');
    const store = folder.open();
    await expectAllThereOnce(store.inbound, acknowledged);
    await store.inbound.keep([numberedEnvelope(1_000_000)]);
    await store.close();
    folder.clear();
  });
});
