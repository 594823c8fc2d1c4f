import { cp, readFile, truncate, writeFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { acceptRestore } from '#apps/sijil';
import { readSettings } from '#settings';
import { Chance, seedOfRun } from './chance.js';
import { Connector } from './connector.js';
import { Deliveries, nameOf } from './deliveries.js';
import { expectWhole } from './expect-whole.js';
import { PlainDesk } from './plain-reader.js';
import { refusal, serve, serveAndSettle } from './serving.js';
import { withFolder } from './with-folder.js';

describe('a desk whose files were damaged', () => {
  const seed = seedOfRun();
  const chance = new Chance(seed);
  const folder = withFolder();
  const connector = new Connector();
  const killed = () => join(folder(), 'killed');

  /** A desk that was killed with everything it did still in its write-ahead logs. */
  beforeAll(async () => {
    const deliveries = new Deliveries(seed);
    const { desk, address } = await serve(killed());
    await connector.connect(address);
    for (let round = 0; round < 8; round += 1) {
      connector.handIn(...Array.from({ length: 12 }, () => deliveries.next()));
      await connector.push(address);
    }
    await address.settled();
    desk.kill();
    await desk.ended;
  }, 120_000);

  /** A copy of it with one write-ahead log cut to a part of its length. */
  async function cutAt(part: number, file: string): Promise<string> {
    const copy = join(folder(), `${file.replaceAll('/', '-')}-${part}`);
    await cp(killed(), copy, { recursive: true });
    const wal = join(copy, `${file}-wal`);
    await truncate(wal, Math.floor(((await stat(wal)).size * part) / 100));
    return copy;
  }

  /** A copy whose desk store ends just before it kept the delivery at this place of a hundred: other writes follow too. */
  async function cutBeforeEnvelope(part: number): Promise<string> {
    const copy = join(folder(), `before-envelope-${part}`);
    await cp(killed(), copy, { recursive: true });
    const delivery = connector.acknowledged[Math.floor((connector.acknowledged.length * part) / 100)];
    const sha256 = delivery && nameOf(delivery).split(' ').at(-1);
    const wal = join(copy, 'desk.db-wal');
    const at = (await readFile(wal)).indexOf(Buffer.from(sha256 ?? '', 'hex'));
    if (at <= 0) throw new Error('the write-ahead log does not hold this envelope');
    await truncate(wal, at);
    return copy;
  }

  /** Deliveries whose envelopes a stopped desk holds. */
  const keptIn = (copy: string) => {
    const kept = new Set(new PlainDesk(copy).envelopes().map((one) => `${one.inbox} ${one.nativeId} ${one.sha256}`));
    return connector.acknowledged.filter((delivery) => kept.has(nameOf(delivery)));
  };
  const settings = (copy: string) => readSettings({ DATA_DIR: copy });

  it.each([0, 35, 70])(
    `says so when the log lost its end (cut at %i %%), and reads what came in again once that is accepted (FAULTS_SEED=${seed})`,
    async (part) => {
      const copy = await cutAt(part, 'log.db');
      expect(await refusal(copy)).toContain('DESK.RESTORED');
      await acceptRestore(settings(copy));
      await serveAndSettle(copy, new Connector());
      expectWhole(copy, connector.acknowledged);
    },
    120_000,
  );

  it.each([35, 70])(
    `says so when the desk store lost its end (from the envelope at %i %% on), and doubles nothing once that is accepted (FAULTS_SEED=${seed})`,
    async (part) => {
      const copy = await cutBeforeEnvelope(part);
      expect(await refusal(copy)).toContain('DESK.RESTORED');
      await acceptRestore(settings(copy));
      await serveAndSettle(copy, new Connector());
      const again = new Connector();
      again.handIn(...connector.acknowledged);
      expect(keptIn(copy).length).toBeLessThan(connector.acknowledged.length);
      await serveAndSettle(copy, again);
      expectWhole(copy, connector.acknowledged, { lostEnvelopes: true });
    },
    120_000,
  );

  it(`goes on with pages that lost their end, or all of it (FAULTS_SEED=${seed})`, async () => {
    const pages = (await readdir(join(killed(), 'pages'))).find((name) => /^pages\.v\d+\.\d+\.db$/.test(name)) ?? '';
    for (const part of [0, 50]) {
      const copy = await cutAt(part, `pages/${pages}`);
      await serveAndSettle(copy, new Connector());
      expectWhole(copy, connector.acknowledged);
    }
  }, 120_000);

  it(`names the event of which one byte was flipped (FAULTS_SEED=${seed})`, async () => {
    const copy = join(folder(), 'flipped');
    await cp(killed(), copy, { recursive: true });
    await serveAndSettle(copy, new Connector());
    const event = chance.pick(new PlainDesk(copy).events().filter(({ sealed }) => sealed.length > 0));
    const part = event?.sealed.find(({ stored }) => typeof stored !== 'string');
    if (!event || !part || typeof part.stored === 'string') throw new Error('no event has a sealed part');
    await flipFirstByteOf(part.stored, join(copy, 'log.db'));
    const { desk, address } = await serve(copy);
    try {
      expect(await address.operate('verify')).toMatchObject({
        result: { findings: [{ kind: 'chain', position: String(event.position), event: { id: event.id } }] },
      });
    } finally {
      await desk.stop();
    }
  }, 120_000);
});

/** Wherever the bytes stand: a page that was split keeps what it held before in its free space, and nobody reads it there. */
async function flipFirstByteOf(bytes: Uint8Array, path: string): Promise<void> {
  const file = await readFile(path);
  const name = bytes.subarray(0, 12);
  if (file.indexOf(name) < 0) throw new Error('the bytes do not stand in the file');
  for (let at = file.indexOf(name); at >= 0; at = file.indexOf(name, at + 1))
    file.writeUInt8(file.readUInt8(at) ^ 0x01, at);
  await writeFile(path, file);
}
