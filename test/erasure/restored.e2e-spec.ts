import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acceptRestore, putBack } from '#apps/sijil';
import { deskFolder, SmallDesk } from '../../apps/sijil/testing/index.js';
import { filesWith } from './find-words.js';
import { hers, his, secrets, TwoPeople } from './two-people.js';

type Folder = Awaited<ReturnType<typeof deskFolder>>;
interface Register {
  readonly erasures: readonly { readonly customerId: string; readonly askedAt: string; readonly doneAt?: string }[];
}

describe('A backup from before somebody was erased', () => {
  let folders: Folder[];
  let backup: string;
  let before: Folder;
  let register: Register;
  let customerId: string;

  beforeAll(async () => {
    Object.assign(process.env, secrets);
    folders = [];
    before = await aFolder();
    const desk = await SmallDesk.start(before.settings);
    const people = new TwoPeople(desk);
    await people.live();
    backup = await mkdtemp(join(tmpdir(), 'sijil-backup-'));
    await desk.ask('POST', '/v1/operations/backup', { json: { folder: backup } });
    ({ customerId } = await people.find('quillwort'));
    await desk.ask('POST', '/v1/operations/erase', { json: { customerIds: [customerId] } });
    register = (await desk.ask<Register>('GET', '/v1/erasures')).told;
    await desk.stop();
  });
  afterAll(async () => {
    for (const folder of folders) await folder.remove();
    await rm(backup, { recursive: true, force: true });
    for (const name of Object.keys(secrets)) delete process.env[name];
  });
  const aFolder = async () => {
    const folder = await deskFolder();
    folders.push(folder);
    return folder;
  };

  /** Puts the backup back with this register, starts the desk and waits until nothing of it is open. */
  async function restored(path: string): Promise<SmallDesk> {
    const { settings } = await aFolder();
    await putBack(backup, settings, { path });
    await acceptRestore(settings);
    const desk = await SmallDesk.start(settings);
    await nothingIsOpen(desk);
    return desk;
  }
  async function nothingIsOpen(desk: SmallDesk): Promise<void> {
    for (;;) {
      const { erasures } = (await desk.ask<Register>('GET', '/v1/erasures')).told;
      if (erasures.length > 0 && erasures.every(({ doneAt }) => doneAt !== undefined)) return;
    }
  }

  it('is not put back before somebody says who was erased since', async () => {
    const { settings } = await aFolder();
    await expect(putBack(backup, settings, undefined)).rejects.toMatchObject({ code: 'RESTORE.REGISTER_NEEDED' });
    await expect(putBack(backup, settings, { path: join(backup, 'backup.json') })).rejects.toMatchObject({ code: 'RESTORE.REGISTER_UNREADABLE' }); // prettier-ignore
    await expect(putBack(backup, settings, { path: join(backup, 'nothing') })).rejects.toMatchObject({ code: 'RESTORE.REGISTER_UNREADABLE' }); // prettier-ignore
    expect(await filesWith(settings.dataDir, hers).catch(() => 'no folder')).toBe('no folder');
  });

  it('is erased again by the register of the desk it takes the place of, whoever else stands in it stays', async () => {
    const desk = await restored(join(before.settings.dataDir, 'keys.db'));
    const { dataDir } = folders.at(-1)?.settings ?? before.settings;
    expect(await filesWith(dataDir, hers)).toEqual({});
    expect(new Set(Object.values(await filesWith(dataDir, his)).flat())).toEqual(new Set(his));
    await expect(new TwoPeople(desk).find('quillwort')).rejects.toThrow('nobody wrote');
    expect((await desk.ask<{ result: object }>('POST', '/v1/operations/verify', { json: {} })).told.result).toMatchObject({ findings: [] }); // prettier-ignore
    await desk.stop();
  }, 180_000);

  it('is erased again by the register as it was printed', async () => {
    const path = join(backup, '..', `register-${register.erasures.length}-${process.pid}.json`);
    await writeFile(path, JSON.stringify(register));
    const desk = await restored(path);
    expect(await filesWith(folders.at(-1)?.settings.dataDir ?? '', hers)).toEqual({});
    await desk.stop();
    await rm(path);
  }, 180_000);
});
