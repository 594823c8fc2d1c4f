import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerOf, serve, sijil } from '../../testing/index.js';
import type { Served } from '../../testing/index.js';

describe('sijil webhooks', () => {
  let [folder, server] = [] as unknown as [string, Served];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sijil-webhooks-'));
    server = await serve(folder, { CRM_SECRET: `whsec_${Buffer.alloc(32, 4).toString('base64')}` });
  });
  afterAll(async () => {
    await server.end('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });
  const said = async (...words: string[]) => {
    const { code, out, err } = await sijil(folder, 'webhooks', ...words);
    expect([code, err]).toEqual([0, '']);
    return out;
  };

  it('make, show, pause, move, resume and remove a webhook', async () => {
    const place = ['--url', 'https://crm.invalid/log', '--secret-name', 'CRM_SECRET'];
    expect(await said('create', 'crm', ...place, '--type', 'TicketOpened', '--type', 'TicketResolved')).toBe(
      'Webhook crm is told the log.\n',
    );
    expect(await said('pause', 'crm')).toBe('Webhook crm is paused.\n');
    expect(await said('list')).toMatch(/crm +paused: WEBHOOK\.PAUSED/);
    expect(await said('replay', 'crm', '--from', 'first')).toMatch(/^Webhook crm has 0 events before it\.\nPaused by this-run/); // prettier-ignore
    const shown = await said('show', 'crm');
    expect(shown).toContain('Webhook crm to https://crm.invalid/log, signed with CRM_SECRET.');
    expect(shown).toContain('Types: TicketOpened, TicketResolved. Streams: all.');
    expect(await answerOf(folder, 'webhooks', 'resume', 'crm')).toMatchObject({ id: 'crm', state: 'active' });
    expect(await said('delete', 'crm')).toBe('Webhook crm is removed.\n');
    expect(await said('list')).toBe('There is no webhook.\n');
  });

  it('change only what is named of a webhook, and put it back to all types', async () => {
    const place = ['--url', 'https://crm.invalid/log', '--secret-name', 'CRM_SECRET'];
    await said('create', 'crm', ...place, '--type', 'TicketOpened', '--stream', 'customer', '--with-text');
    expect(await said('change', 'crm', '--url', 'https://crm.invalid/new', '--type', 'ReplySent', '--type', 'ReplyFailed')).toMatch(
      /^Webhook crm is changed\.\nWebhook crm to https:\/\/crm\.invalid\/new, signed with CRM_SECRET, with what people wrote\.\nTypes: ReplySent, ReplyFailed\. Streams: customer\./,
    ); // prettier-ignore
    const changed = await answerOf(folder, 'webhooks', 'change', 'crm', '--no-type', '--no-with-text', '--max-records', '7'); // prettier-ignore
    const url = 'https://crm.invalid/new';
    expect(changed).toMatchObject({ url, types: [], streams: ['customer'], withText: false, maxRecords: 7 });
    await said('delete', 'crm');
    expect((await sijil(folder, 'webhooks', 'change', 'crm', '--no-type')).err).toContain('WEBHOOK.NOT_FOUND');
  });

  it('say why a webhook cannot be', async () => {
    const { code, err } = await sijil(folder, 'webhooks', 'create', 'crm', '--url', 'http://10.0.0.1', '--secret-name', 'CRM_SECRET'); // prettier-ignore
    expect([code, err]).toEqual([expect.any(Number), expect.stringContaining('a webhook cannot lead there')]);
    expect(code).not.toBe(0);
  });
});
