import { answerOf, expectProblem, openApi } from '../../testing/index.js';
import type { Answer, ApiUnderTest } from '../../testing/index.js';

describe('inboxes', () => {
  let api: ApiUnderTest;
  beforeEach(async () => {
    api = await openApi();
  });
  afterEach(() => api.close());

  const call = async (method: string, path: string, body?: object): Promise<Answer> => {
    const authorization = `Bearer ${await api.key('admin', 'root')}`;
    const headers: Record<string, string> = { authorization, 'idempotency-key': 'w1' };
    if (body) headers['content-type'] = 'application/json';
    return answerOf(
      fetch(`${api.url}/v1/inboxes${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) }),
    );
  };

  it('are connected with the usual windows: a week to reopen, a week of silence for mail, a day elsewhere', async () => {
    const mail = { kind: 'email', address: 'help@shop.example' };
    expect((await call('POST', '', { id: 'help', ...mail })).status).toBe(201);
    expect(api.asked[0]?.command).toEqual({
      kind: 'ConnectInbox',
      inbox: 'help',
      settings: { ...mail, region: '', timeZone: 'UTC', reopenWindowSeconds: 604_800, silenceSeconds: 604_800 },
    });
    await call('PUT', '/site', { kind: 'web-chat', address: 'shop.example' });
    expect(api.asked[1]?.command).toMatchObject({ inbox: 'site', settings: { silenceSeconds: 86_400 } });
  });

  it('are given other settings, secrets by the names of their variables', async () => {
    const settings = {
      kind: 'whatsapp-cloud',
      address: '1158201444',
      region: 'SA',
      timeZone: 'Asia/Riyadh',
      reopenWindowSeconds: 0,
      silenceSeconds: 3_600,
      secretName: 'APP_SECRET',
      verifyName: 'VERIFY_TOKEN',
    };
    await call('PUT', '/whatsapp', { ...settings, ownAddresses: ['a@shop.example', 'b@shop.example'] });
    expect(api.asked[0]?.command).toEqual({
      kind: 'ConnectInbox',
      inbox: 'whatsapp',
      settings: { ...settings, ownAddresses: 'a@shop.example b@shop.example' },
    });
  });

  it('are listed, shown and disconnected', async () => {
    const list = (await call('GET', '')).body['inboxes'] as { id: string }[];
    expect(list.map(({ id }) => id)).toEqual(['mail', 'chat', 'whatsapp']);
    expect((await call('GET', '/mail')).body).toMatchObject({ id: 'mail', kind: 'email' });
    expectProblem(await call('GET', '/nowhere'), { status: 404, code: 'INBOX.NOT_FOUND' });
    expect((await call('DELETE', '/mail')).status).toBe(200);
    expect(api.asked[0]?.command).toEqual({ kind: 'DisconnectInbox', inbox: 'mail' });
  });

  it.each([
    [{ id: 'A b', kind: 'email', address: '' }, 'id'],
    [{ id: 'help', kind: 'fax', address: '' }, 'kind'],
    [{ id: 'help', kind: 'email', address: '', timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ id: 'help', kind: 'email', address: '', secretName: 'not a name' }, 'secretName'],
    [{ id: 'help', kind: 'email', address: '', silenceSeconds: 1.5 }, 'silenceSeconds'],
  ])('are refused as %j, naming the field "%s"', async (body, field) => {
    const refused = await call('POST', '', body);
    expectProblem(refused, { status: 400, code: 'REQUEST.FIELDS_INVALID' });
    expect(refused.body['fields']).toContainEqual({ field, reason: expect.any(String) as string });
  });
});
