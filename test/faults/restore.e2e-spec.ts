import { join } from 'node:path';
import { acceptRestore, putBack } from '#apps/sijil';
import { readSettings } from '#settings';
import { seedOfRun } from './chance.js';
import { Connector } from './connector.js';
import { Deliveries, nameOf } from './deliveries.js';
import type { Delivery } from './deliveries.js';
import { expectWhole, inOrder, marksIn } from './expect-whole.js';
import { PlainDesk } from './plain-reader.js';
import { refusal, serve, serveAndSettle } from './serving.js';
import { withFolder } from './with-folder.js';

describe('a desk restored from a backup that was taken under load', () => {
  const seed = seedOfRun();
  const folder = withFolder();
  const deliveries = new Deliveries(seed);
  const connector = new Connector();
  const some = (count: number): Delivery[] => Array.from({ length: count }, () => deliveries.next());

  /** Pushes until `until` is done, at least once. */
  async function pushDuring(address: Parameters<Connector['push']>[0], until: Promise<unknown>): Promise<void> {
    let isOver = false;
    void until.finally(() => (isOver = true));
    do {
      connector.handIn(...some(8));
      await connector.push(address);
    } while (!isOver);
  }

  it(`says so, loses nothing the backup held, doubles nothing, and gives nothing out twice (FAULTS_SEED=${seed})`, async () => {
    const [first, backup, restored] = ['first', 'backup', 'restored'].map((name) => join(folder(), name)) as [
      string,
      string,
      string,
    ];
    const { desk, address } = await serve(first);
    await connector.connect(address);
    connector.handIn(...some(60));
    await connector.push(address);
    const copying = address.operate('backup', { folder: backup });
    await pushDuring(address, copying);
    expect(await copying).toMatchObject({ result: { version: 1 } });
    connector.handIn(...some(40));
    await connector.push(address);
    await address.settled();
    expect(await desk.stop()).toMatchObject({ code: 0 });
    expectWhole(first, connector.acknowledged);

    const settings = readSettings({ DATA_DIR: restored });
    await putBack(backup, settings, 'none');
    const held = heldBy(restored);
    expect(await refusal(restored)).toContain('DESK.RESTORED');
    expect(await acceptRestore(settings)).toMatchObject({ epoch: 2, lostKeys: { parts: 0 } });
    await serveAndSettle(restored, new Connector());
    expect(inOrder(recordedIn(restored))).toEqual(inOrder(held));

    // The connectors had all of it acknowledged; an operator lets them send it once more, and the day goes on.
    const again = new Connector();
    again.handIn(...connector.acknowledged, ...some(60));
    await serveAndSettle(restored, again);
    const { envelopes, events } = expectWhole(restored, again.acknowledged, { lostEnvelopes: true });
    const places = new Map(events.map(({ clear }) => [clear['envelope'], clear['inbox']]));
    expect(envelopes.filter(({ position, inbox }) => (places.get(String(position)) ?? inbox) !== inbox)).toEqual([]);
  }, 240_000);

  /** The marks of every message and call a stopped desk holds, each once: in its inbound log, or in its log already. */
  function heldBy(path: string): ReadonlySet<number> {
    const kept = new Set(new PlainDesk(path).envelopes().map((one) => `${one.inbox} ${one.nativeId} ${one.sha256}`));
    const arrived = connector.acknowledged.filter((delivery) => kept.has(nameOf(delivery)));
    return new Set([...arrived.flatMap(({ marks }) => marks), ...recordedIn(path)]);
  }

  function recordedIn(path: string): readonly number[] {
    const plain = new PlainDesk(path);
    return marksIn(plain.events(), plain.opener());
  }
});
