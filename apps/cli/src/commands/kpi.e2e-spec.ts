import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { answerOf, sijil } from '../../testing/index.js';

const mail = `From: Sara <sara@post.example>\nTo: support@shop.example\nSubject: Where is it\nMessage-ID: <k1@post.example>\nDate: Mon, 02 Mar 2026 09:00:00 +0300\n\nhello\n`;
const march = ['--from', '2026-03-01T00:00:00Z', '--to', '2026-04-01T00:00:00Z', '--time-zone', 'Asia/Riyadh'];

describe('sijil kpi', () => {
  let folder: string;
  const data = () => join(folder, 'data');
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sijil-kpi-'));
    await writeFile(join(folder, 'one.eml'), mail);
    await sijil(data(), 'inboxes', 'create', 'mail', '--kind', 'email', '--address', 'support@shop.example');
    await sijil(data(), 'import', 'files', 'mail', join(folder, 'one.eml'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('lists every definition with its version', async () => {
    const { code, out } = await sijil(data(), 'kpi');
    expect({ code, named: out.includes('no_repeat_in_window@1') }).toEqual({ code: 0, named: true });
  });

  it('tells figures in a time zone, by channel', async () => {
    const told = await answerOf(data(), 'kpi', 'contacts', ...march, '--group', 'channel');
    expect(told).toMatchObject({ figures: [{ period: '2026-03-02', group: { channel: 'email' }, value: 1 }] });
    const { out } = await sijil(data(), 'kpi', 'no_repeat_in_window', ...march, '--by', 'all');
    expect(out).toContain('100.0 %');
  });

  it('proves them from raw events, and says of how many', async () => {
    const { code, out } = await sijil(data(), 'kpi', 'no_repeat_in_window', ...march, '--group', 'channel', '--prove');
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/from \d+ raw events:\nnothing differs/) as string,
    });
  });

  it('fails where raw events say something else, and names every figure: here of a log somebody has changed', async () => {
    const log = new DatabaseSync(join(data(), 'log.db'));
    log.exec(`UPDATE events SET clear = replace(clear, '"email"', '"chat"') WHERE type = 'MessageReceived'`);
    log.close();
    const { code, out } = await sijil(data(), 'kpi', 'contacts', ...march, '--group', 'channel', '--prove');
    expect(code).toBe(1);
    expect(out).toMatch(/channel: chat +nothing +1; 1 events, 1 tickets, 1 customers/);
    expect(out).toMatch(/channel: email +1; 1 events, 1 tickets, 1 customers +nothing/);
  });

  it('says that there is no such KPI', async () => {
    expect(await sijil(data(), 'kpi', 'happiness', ...march)).toMatchObject({ code: 3 });
  });
});
