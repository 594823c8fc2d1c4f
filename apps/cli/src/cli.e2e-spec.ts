import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerOf, serve, sijil } from '../testing/index.js';
import type { Served } from '../testing/index.js';

const mail = (id: string, subject: string): string =>
  `From: Sara <sara@post.example>\nTo: support@shop.example\nSubject: ${subject}\nMessage-ID: <${id}@post.example>\n\nhello\n`;
const row = (id: number): string =>
  `"","0501112223","+966112345678","from-trunk","""Sara"" <0501112223>","PJSIP/a","PJSIP/b","Dial","PJSIP/201",` +
  `"2026-03-02 09:00:0${id}","2026-03-02 09:00:0${id}","2026-03-02 09:01:0${id}",60,60,"ANSWERED","DOCUMENTATION","17724313${id}.${id}"\n`;

interface Report {
  readonly read: number;
  readonly taken: number;
  readonly repeated: number;
  readonly quarantined: readonly { readonly source: string; readonly reason: string }[];
}

describe('the command line', () => {
  let folder: string;
  const data = () => join(folder, 'data');
  beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'sijil-cli-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('says what it can do, and ends well', async () => {
    const { code, out } = await sijil(data(), '--help');
    expect({ code, names: ['demo', 'serve', 'doctor'].every((name) => out.includes(name)) }).toEqual({
      code: 0,
      names: true,
    });
  });

  it('says what it did not understand, and ends with 2', async () => {
    expect(await sijil(data(), 'shwo')).toMatchObject({ code: 2, err: expect.stringContaining('show') as string });
    expect(await sijil(data(), 'restore')).toMatchObject({ code: 2 });
  });

  it('names a setting that is malformed', async () => {
    const { code, err } = await sijil('\n', 'doctor');
    expect({ code, named: err.includes('DATA_DIR') }).toEqual({ code: 1, named: true });
  });

  describe('without a server', () => {
    it('opens the desk itself: what one command does the next one finds', async () => {
      await sijil(data(), 'inboxes', 'create', 'mail', '--kind', 'email', '--address', 'support@shop.example');
      await sijil(data(), 'inboxes', 'change', 'mail', '--silence', '3d', '--own-address', 'help@shop.example');
      const { inboxes } = await answerOf<{ inboxes: unknown[] }>(data(), 'inboxes', 'list');
      expect(inboxes).toMatchObject([
        { id: 'mail', silenceSeconds: 259_200, ownAddresses: ['support@shop.example', 'help@shop.example'] },
      ]);
    });

    it('leaves nothing running', () => {
      expect(existsSync(join(data(), 'running.json'))).toBe(false);
    });
  });

  describe('beside a server', () => {
    let served: Served;
    beforeAll(async () => (served = await serve(data())));

    it('finds a desk that tells its admin key once and lets only its owner find it', async () => {
      expect(served.adminKey).toMatch(/^sijil_/);
      expect((await stat(join(data(), 'running.json'))).mode & 0o777).toBe(0o600);
    });

    /** Elsewhere a process has no arenas to be few of. */
    const onLinux = process.platform === 'linux' ? it : it.skip;
    onLinux('begins once more with few arenas, so that its threads share what memory they free', async () => {
      const environment = await readFile(`/proc/${served.pid}/environ`, 'utf8');
      expect(environment.split('\0')).toContain('MALLOC_ARENA_MAX=2');
    });

    it('does not start a second server on the same files', async () => {
      await expect(serve(data())).rejects.toThrow(/IN_USE/);
      expect(existsSync(join(data(), 'running.json'))).toBe(true);
    });

    it('imports mails from files and mboxes; twice changes nothing', async () => {
      const mails = join(folder, 'mails');
      await mkdir(mails);
      await writeFile(join(mails, 'a.eml'), mail('a', 'first'));
      await writeFile(join(mails, 'empty.eml'), '\n\n');
      const separator = 'From sara@post.example Mon Mar  2 09:12:07 2026\n';
      await writeFile(join(mails, 'old.mbox'), `${separator}${mail('a', 'first')}\n${separator}${mail('b', 'second')}`);
      const first = await answerOf<Report>(data(), 'import', 'mail', mails);
      expect(first).toMatchObject({ read: 4, taken: 3, repeated: 1, quarantined: [{ reason: 'EMAIL.EMPTY' }] });
      const again = await answerOf<Report>(data(), 'import', 'mail', mails);
      expect(again).toMatchObject({ read: 4, taken: 0, repeated: 4 });
    });

    it('imports call records, and names a bad row by its number in the file', async () => {
      await sijil(data(), 'inboxes', 'create', 'calls', '--kind', 'asterisk-cdr', '--region', 'SA', '--address', '+966112345678'); // prettier-ignore
      const path = join(folder, 'Master.csv');
      await writeFile(path, `${row(1)}"short","row"\n${row(2)}`);
      const report = await answerOf<Report>(data(), 'import', 'calls', path);
      expect(report.quarantined).toMatchObject([{ source: `${path}: row 2`, reason: 'CDR.COLUMNS' }]);
    });

    it('shows tickets, and a customer’s story by the number of a ticket', async () => {
      expect((await sijil(data(), 'show', 'ticket', '1')).out).toContain('Sara');
      const { entries } = await answerOf<{ entries: { subject: string }[] }>(data(), 'show', 'timeline', '1');
      expect(entries.map(({ subject }) => subject)).toContain('first');
    });

    it('ends with 3 for what does not exist', async () => {
      expect(await sijil(data(), 'show', 'ticket', '999')).toMatchObject({ code: 3, err: expect.stringContaining('TICKET.NOT_FOUND') as string }); // prettier-ignore
      expect(await sijil(data(), 'import', 'mail', join(folder, 'nowhere'))).toMatchObject({ code: 3 });
    });

    it('makes and revokes keys, and leaves none of its own behind', async () => {
      const key = await answerOf<{ id: string; secret: string }>(data(), 'keys', 'create', '--role', 'agent', '--agent', 'amal'); // prettier-ignore
      expect(key.secret).toMatch(/^sijil_/);
      await sijil(data(), 'keys', 'revoke', key.id);
      const { keys } = await answerOf<{ keys: { role: string; revokedAt?: string }[] }>(data(), 'keys', 'list');
      const valid = keys.filter(({ revokedAt }) => revokedAt === undefined);
      expect(valid.map(({ role }) => role)).toEqual(['admin']);
    });

    it('lists, shows and reads again what lies in quarantine', async () => {
      const { refused } = await answerOf<{ refused: { envelope: string; reason: string }[] }>(data(), 'intake', 'quarantine', 'list'); // prettier-ignore
      expect(refused.map(({ reason }) => reason).sort()).toEqual(['CDR.COLUMNS', 'EMAIL.EMPTY']);
      const envelope = refused[0]?.envelope ?? '';
      expect((await sijil(data(), 'intake', 'quarantine', 'show', envelope)).code).toBe(0);
      expect(await answerOf(data(), 'intake', 'quarantine', 'retry', envelope)).toMatchObject({ left: 1 });
    });

    it('verifies the log and the pages, and copies the pages again', async () => {
      expect(await answerOf(data(), 'verify')).toMatchObject({ findings: [] });
      const held = { kind: 'compared', comparison: { differences: 0 } };
      expect(await answerOf(data(), 'verify', '--pages')).toMatchObject(held);
      expect(await answerOf(data(), 'rebuild', '--compare')).toMatchObject({ comparison: { differences: 0 } });
    });

    it('finds everything well', async () => {
      const { findings } = await answerOf<{ findings: { what: string; state: string }[] }>(data(), 'doctor');
      expect(findings.filter(({ state }) => state === 'fail')).toEqual([]);
      expect(findings.map(({ what }) => what)).toEqual(
        expect.arrayContaining(['node', 'disk', 'server', 'lag', 'keys']),
      );
    });

    it('copies the desk while it serves; what is put back starts only when that is accepted', async () => {
      const [copy, other] = [join(folder, 'copy'), join(folder, 'other')];
      expect(await sijil(data(), 'backup', copy)).toMatchObject({ code: 0 });
      expect(await sijil(other, 'restore', copy, '--without-register')).toMatchObject({ code: 0 });
      expect(await sijil(other, 'inboxes', 'list')).toMatchObject({ code: 1, err: expect.stringContaining('DESK.RESTORED') as string }); // prettier-ignore
      expect(await sijil(other, 'restore', copy, '--without-register')).toMatchObject({ code: 1 });
      expect(await answerOf(other, 'restore', '--accept')).toEqual({
        ...{ epoch: 2, partsLost: 0, repliesHeld: 0, webhooksPaused: 0 },
        ...{ ticketNumber: expect.any(Number) as number, envelope: expect.stringMatching(/^[1-9]\d*$/) as string },
      });
      const { inboxes } = await answerOf<{ inboxes: { id: string }[] }>(other, 'inboxes', 'list');
      expect(inboxes.map(({ id }) => id).sort()).toEqual(['calls', 'mail']);
    });

    it('drains and ends well when it is asked to', async () => {
      expect(await served.end('SIGTERM')).toBe(0);
      expect(existsSync(join(data(), 'running.json'))).toBe(false);
    });
  });
});
