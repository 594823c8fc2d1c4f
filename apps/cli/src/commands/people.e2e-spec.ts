import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerOf, serve, sijil } from '../../testing/index.js';
import type { Served } from '../../testing/index.js';

const mailFrom = (address: string): string =>
  `From: Lina Haddad <${address}>\nTo: help@shop.example\nSubject: hello\nMessage-ID: <${address}>\n\nhello\n`;

describe('sijil people', () => {
  let [folder, server] = [] as unknown as [string, Served];
  let [lina, other] = ['', ''];
  const data = () => join(folder, 'data');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sijil-people-'));
    server = await serve(data());
    await sijil(data(), 'inboxes', 'create', 'mail', '--kind', 'email', '--address', 'help@shop.example');
    for (const [n, address] of ['lina@one.example', 'lina@two.example'].entries()) {
      await writeFile(join(folder, `${n}.eml`), mailFrom(address));
      await answerOf(data(), 'import', 'mail', join(folder, `${n}.eml`));
    }
    [lina, other] = [await customerOf(1), await customerOf(2)];
  }, 180_000);
  afterAll(async () => {
    await server.end('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });

  /** Until the pages have the ticket. */
  async function customerOf(ticket: number): Promise<string> {
    for (;;) {
      const { code, out } = await sijil(data(), '--json', 'show', 'ticket', String(ticket));
      if (code === 0) return (JSON.parse(out) as { ticket: { customerId: string } }).ticket.customerId;
    }
  }
  const said = async (...words: string[]) => {
    const { code, out, err } = await sijil(data(), 'people', ...words);
    expect([code, err]).toEqual([0, '']);
    return out;
  };

  it('says what a person is reached at, and who else may be them', async () => {
    expect(await said('show', '1')).toMatch(new RegExp(`^One file: ${lina}\n[^]*${lina} +email +lina@one.example`));
    expect(await said('suggestions', '1')).toMatch(new RegExp(`${other} +same-name +Lina Haddad +Lina Haddad +2`));
  }, 180_000);

  it('merges two files, and parts them again', async () => {
    const merged = await said('merge', '1', '2');
    expect(merged).toMatch(new RegExp(`^2 files of one person: [^]*lina@two.example[^]*an agent said so`));
    expect(await said('merge', lina, other)).toMatch(/^It was so already\.\n2 files/);
    expect(await said('suggestions', lina)).toBe('Nobody else seems to be the same person.\n');
    expect(await said('unmerge', other, lina)).toContain(`One file: ${other}\n`);
  }, 180_000);

  it('dismisses all that is told of two, once, and has nothing to dismiss after that', async () => {
    expect(await answerOf(data(), 'people', 'dismiss', '1', '2')).toMatchObject({ facts: ['SuggestionDismissed'] });
    expect(await said('suggestions', '2')).toMatch(
      new RegExp(`^Nobody else seems to be the same person\\.\n\n[^]*${lina} +same-name`),
    );
    const again = await sijil(data(), 'people', 'dismiss', '1', '2');
    expect([again.code, again.err]).toEqual([3, expect.stringContaining('CLI.NOT_SUGGESTED')]);
    expect(await said('dismiss', '1', '2', '--alike', 'same-name')).toMatch(/^It was so already\./);
    expect((await sijil(data(), 'people', 'dismiss', '1', '2', '--alike', 'luck')).code).toBe(2);
  }, 180_000);

  it('does the same where no server runs', async () => {
    await server.end('SIGTERM');
    expect(await said('merge', '1', '2')).toMatch(/^2 files of one person/);
    server = await serve(data());
  }, 180_000);
});
