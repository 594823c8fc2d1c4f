import { answerOf, expectProblem, noon, openApi } from '../../testing/index.js';
import type { Answer, ApiUnderTest } from '../../testing/index.js';

describe('keys of the api', () => {
  let api: ApiUnderTest;
  let admin: string;
  beforeEach(async () => {
    api = await openApi();
    admin = `Bearer ${await api.key('admin')}`;
  });
  afterEach(() => api.close());

  const call = (method: string, path: string, body?: object, idempotencyKey = 'w1'): Promise<Answer> => {
    const headers: Record<string, string> = { authorization: admin, 'idempotency-key': idempotencyKey };
    if (body) headers['content-type'] = 'application/json';
    return answerOf(
      fetch(`${api.url}/v1/keys${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) }),
    );
  };
  const push = (secret: unknown, inbox = 'mail') =>
    fetch(`${api.url}/v1/inboxes/${inbox}/envelopes`, {
      method: 'POST',
      body: 'x',
      headers: { authorization: `Bearer ${String(secret)}` },
    }).then(({ status }) => status);
  const forMail = { role: 'connector', label: 'mail gateway', inboxes: ['mail'] };

  it('are made with a secret that works at once, for the inboxes they were given', async () => {
    const { status, body } = await call('POST', '', forMail);
    expect(status).toBe(201);
    expect(body).toMatchObject({ role: 'connector', scope: 'mail', label: 'mail gateway' });
    expect([await push(body['secret']), await push(body['secret'], 'chat')]).toEqual([201, 403]);
  });

  it('show their secret once: neither the list nor a repeat nor the store knows it', async () => {
    const { body } = await call('POST', '', forMail);
    const { secret, ...shown } = body;
    expect(secret).toMatch(/^sijil_[\w-]{43}$/);
    expect((await call('POST', '', forMail)).body).toEqual(shown);
    const list = await call('GET', '');
    expect(list.body['keys']).toContainEqual(expect.objectContaining({ id: body['id'] }));
    expect(JSON.stringify([list.body, await api.store.keys.list()])).not.toContain(String(secret));
    expect(list.text).not.toContain('digest');
  });

  it('are made once, however often the same write is sent', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => call('POST', '', forMail)));
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
    expect(answers.filter(({ body }) => 'secret' in body)).toHaveLength(1);
    const inForce = (await api.store.keys.list()).filter((key) => key.role === 'connector' && !key.revokedAt);
    expect(inForce).toHaveLength(1);
  });

  it('are not made when the same Idempotency-Key comes with another body', async () => {
    await call('POST', '', forMail);
    expectProblem(await call('POST', '', { ...forMail, label: 'other' }), { status: 422, code: 'COMMAND.ID_REUSED' });
  });

  it('open nothing once revoked, and may be revoked twice', async () => {
    const { body } = await call('POST', '', forMail);
    expect(await push(body['secret'])).toBe(201);
    expect((await call('DELETE', `/${String(body['id'])}`, undefined, 'w2')).status).toBe(200);
    expect(await push(body['secret'])).toBe(401);
    expect((await call('DELETE', `/${String(body['id'])}`, undefined, 'w3')).status).toBe(200);
    expectProblem(await call('DELETE', '/key-0', undefined, 'w4'), { status: 404, code: 'KEY.NOT_FOUND' });
  });

  it('open what people wrote to analysts only where they say so, and say so to nobody else', async () => {
    const forWords = { role: 'analyst', label: 'research', mayReadText: true };
    const granted = await call('POST', '', forWords);
    expect(granted.body).toMatchObject({ role: 'analyst', mayReadText: true });
    const reads = (secret: unknown) =>
      answerOf(fetch(`${api.url}/v1/search?q=x`, { headers: { authorization: `Bearer ${String(secret)}` } }));
    expect((await reads(granted.body['secret'])).status).toBe(200);
    const figuresOnly = await call('POST', '', { role: 'analyst', label: 'figures' }, 'w2');
    expectProblem(await reads(figuresOnly.body['secret']), { status: 403, code: 'ACCESS.TEXT_REFUSED' });
    const refused = await call('POST', '', { role: 'connector', label: 'x', mayReadText: true }, 'w3');
    expectProblem(refused, { status: 400, code: 'REQUEST.FIELDS_INVALID' });
  });

  it('show when they were last used', async () => {
    const { body } = await call('POST', '', forMail);
    const shown = async () =>
      ((await call('GET', '')).body['keys'] as { id: string; lastUsedAt?: string }[]).find(
        ({ id }) => id === body['id'],
      );
    expect(await shown()).not.toHaveProperty('lastUsedAt');
    await push(body['secret']);
    expect(await shown()).toMatchObject({ lastUsedAt: noon });
  });

  it('are refused for a role nobody has', async () => {
    const refused = await call('POST', '', { role: 'owner', label: 'x' });
    expectProblem(refused, { status: 400, code: 'REQUEST.FIELDS_INVALID' });
  });
});
