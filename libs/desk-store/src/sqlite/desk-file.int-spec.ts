import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { deskAt, deskFolder } from '../../testing/desk-folder.js';
import { envelopeOf, numberedEnvelope } from '../../testing/index.js';
import { DeskBusy, DeskInUse, DeskSchemaUnknown, DeskUnavailable } from '../index.js';

const numbered = (from: number, count: number) => Array.from({ length: count }, (_, at) => numberedEnvelope(from + at));

describe('the file of the desk', () => {
  let folder: ReturnType<typeof deskFolder>;
  beforeEach(() => {
    folder = deskFolder();
  });
  afterEach(() => folder.clear());

  it('belongs to one server at a time', async () => {
    const store = folder.open();
    expect(() => folder.open()).toThrow(DeskInUse);
    await store.close();
    await folder.open().close();
  });

  it('lets the next server end the leases of one that died: who holds the file is alone', async () => {
    const [died, eight] = [folder.open(), '2026-03-01T08:00:00.000Z'];
    const first = await died.leases.acquire('sequencer', 'the one that died', eight, 3600);
    await died.close();
    const beside = folder.open({ hold: false });
    expect(await beside.leases.acquire('sequencer', 'a command line', eight, 60)).toBeUndefined();
    await beside.close();
    expect(beside.takeOver).toBeUndefined();
    const next = folder.open();
    await next.takeOver?.();
    const taken = await next.leases.acquire('sequencer', 'the next', eight, 60);
    expect(taken).toMatchObject({ holder: 'the next', epoch: (first?.epoch ?? 0) + 1 });
    await next.close();
  });

  it('stays shut to code that is older than it, and says which version it has', async () => {
    await folder.open().close();
    const db = new DatabaseSync(folder.file);
    db.exec('PRAGMA user_version = 99');
    db.close();
    expect(() => folder.open()).toThrow(DeskSchemaUnknown);
    expect(() => folder.open()).toThrow('version 99');
  });

  it('wakes the intake of the server when a command line imports beside it', async () => {
    const server = folder.open();
    const commandLine = folder.open({ hold: false });
    const waiting = server.inbound.waitFor('bulk', 0n, AbortSignal.timeout(30_000));
    await commandLine.inbound.keep([envelopeOf('imported', { lane: 'bulk' })]);
    await waiting;
    expect(await server.inbound.head('bulk')).toBe(1n);
    await Promise.all([commandLine.close(), server.close()]);
  });

  it('keeps an envelope once when two processes hand it in', async () => {
    const server = folder.open({ namesInRun: 8 });
    const commandLine = folder.open({ namesInRun: 8, hold: false });
    const keptBy = (store: typeof server) =>
      Promise.all(numbered(0, 40).map(async (envelope) => (await store.inbound.keep([envelope]))[0]?.repeated));
    const repeated = (await Promise.all([keptBy(server), keptBy(commandLine)])).flat();
    expect(repeated.filter((was) => was)).toHaveLength(40);
    expect(await server.inbound.read('live', 0n, 100, 1e9)).toHaveLength(40);
    await Promise.all([commandLine.close(), server.close()]);
  });

  it('turns envelopes away while too many bytes wait, and keeps none of them', async () => {
    const store = folder.open({ maxWaitingBytes: 4000 });
    const [first, second] = await Promise.allSettled([
      store.inbound.keep([envelopeOf('a'.repeat(3000))]),
      store.inbound.keep([envelopeOf('b'.repeat(3000))]),
    ]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: expect.any(DeskBusy) as unknown });
    expect(await store.inbound.keep([envelopeOf('b'.repeat(3000))])).toMatchObject([{ position: 2n, repeated: false }]);
    await store.close();
  });

  it('holds no byte of an erased envelope any more, and knows it after a restart', async () => {
    const secret = Buffer.from('quillwort');
    const inFolder = () => Buffer.concat(readdirSync(folder.path).map((name) => readFileSync(join(folder.path, name))));
    const erased = envelopeOf('quillwort '.repeat(900), {
      nativeId: 'quillwort/1',
      context: '{"visitor":"quillwort"}',
    });
    const store = folder.open();
    await store.inbound.keep([...numbered(0, 30), erased, ...numbered(30, 30)]);
    expect(inFolder().includes(secret)).toBe(true);
    await store.inbound.erase([31n]);
    expect(inFolder().includes(secret)).toBe(false);
    await store.close();
    const again = folder.open();
    expect(await again.inbound.keep([erased])).toMatchObject([{ position: 31n, repeated: true }]);
    expect((await again.inbound.read('live', 0n, 100, 1e9)).filter((one) => !one.erased)).toHaveLength(60);
    await again.close();
  });

  it('writes what waits when it closes, and nothing afterwards', async () => {
    const store = folder.open();
    const waiting = store.inbound.keep([envelopeOf('a')]);
    await Promise.all([store.close(), store.close()]);
    expect(await waiting).toMatchObject([{ position: 1n }]);
    await expect(store.inbound.keep([envelopeOf('b')])).rejects.toThrow(DeskUnavailable);
    const reopened = folder.open();
    expect(await reopened.inbound.head('live')).toBe(1n);
    await reopened.close();
  });

  it('can be copied while the door goes on keeping, and the copy is one whole desk', async () => {
    const store = folder.open({ namesInRun: 50 });
    await store.inbound.keep(numbered(0, 100));
    await store.facts.set('deskId', 'acme');
    let copied = false;
    const target = deskFolder();
    const keeping = (async () => {
      for (let n = 100; !copied; n += 10) await store.inbound.keep(numbered(n, 10));
    })();
    await store.copyTo(target.path);
    copied = true;
    await keeping;
    const copy = deskAt(join(target.path, 'desk.db'));
    const positions = (await copy.inbound.read('live', 0n, 1e6, 1e12)).map(({ position }) => Number(position));
    expect(positions.length).toBeGreaterThanOrEqual(100);
    expect(positions).toEqual(positions.map((_, at) => at + 1));
    expect(await copy.inbound.keep(numbered(0, 100))).toMatchObject(numbered(0, 100).map(() => ({ repeated: true })));
    expect(await copy.facts.get('deskId')).toBe('acme');
    await Promise.all([copy.close(), store.close()]);
    target.clear();
  });
});
