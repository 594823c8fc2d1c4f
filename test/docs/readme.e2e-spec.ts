import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startDesk } from '#apps/sijil';
import type { RunningDesk } from '#apps/sijil';
import { readSettings } from '#settings';

/** Blocks of commands of a page, in order, and which of them asks the desk. */
const blocksOf = (page: string): readonly string[] =>
  [...readFileSync(page, 'utf8').matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block);
const asks = (block: string): boolean => block.includes('curl');

const hasCurl = spawnSync('curl', ['--version']).status === 0;
const run = promisify(execFile);

(hasCurl ? describe : describe.skip)('the first steps in the README (needs curl)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sijil-readme-'));
  let desk: RunningDesk;
  let ticketId = '';
  beforeAll(async () => {
    desk = await startDesk({ settings: readSettings({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' }) });
  });
  afterAll(async () => {
    await desk.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Types a block as a new user would, with the key and the ticket they were shown. */
  const type = async (block: string): Promise<unknown> => {
    const lines = block.replaceAll('http://127.0.0.1:7070', desk.url).replaceAll(/^export .*$/gm, '');
    const env = { ...process.env, KEY: desk.adminKey, TICKET: ticketId };
    const { stdout } = await run('sh', ['-c', lines], { env, timeout: 10_000 });
    return JSON.parse(stdout);
  };
  const [connect = '', push = '', queue = '', reply = ''] = blocksOf('README.md').filter(asks);

  it('connect an inbox', async () => {
    expect(await type(connect)).toMatchObject({ facts: ['InboxConnected'] });
  });

  it('push a mail, and push it again without changing anything', async () => {
    expect(await type(push)).toMatchObject({ repeated: false });
    expect(await type(push)).toMatchObject({ repeated: true });
  });

  it('show its ticket in the queue', async () => {
    let tickets: readonly { readonly ticketId: string; readonly subject: string }[] = [];
    while (tickets.length === 0) {
      ({ tickets } = (await type(queue)) as { tickets: typeof tickets });
    }
    expect(tickets).toMatchObject([{ subject: 'Where is my parcel?', customerName: 'Lina Haddad' }]);
    ticketId = tickets[0]?.ticketId ?? '';
  });

  it('answer it', async () => {
    expect(await type(reply)).toMatchObject({
      facts: expect.arrayContaining(['ReplyWritten', 'TicketPending']) as string[],
    });
  });
});

describe('the README in Arabic', () => {
  it('types the same commands as the one in English', () => {
    const typed = (page: string) => blocksOf(page).map((block) => block.replaceAll(/#.*$/gm, '').trim());
    expect(typed('README.ar.md')).toEqual(typed('README.md'));
  });

  it('leads to the same pages', () => {
    const links = (page: string) =>
      new Set(
        [...readFileSync(page, 'utf8').matchAll(/\]\((docs\/[^)]+|C[A-Z]+\.md|LICENSE)\)/g)].map(
          ([, target]) => target,
        ),
      );
    expect(links('README.ar.md')).toEqual(links('README.md'));
  });

  it('reads from right to left, its commands from left to right', () => {
    const page = readFileSync('README.ar.md', 'utf8');
    expect(page.startsWith('<div dir="rtl">')).toBe(true);
    const outside = page.replaceAll(/<div dir="ltr">.*?<\/div>/gs, '');
    expect(outside).not.toContain('```');
  });
});
