import { answerOf, expectProblem, openApi, signature } from '../../testing/index.js';
import type { Answer, ApiUnderTest, Surroundings } from '../../testing/index.js';

describe('a provider’s webhook', () => {
  let api: ApiUnderTest;
  const open = async (surroundings?: Surroundings) => (api = await openApi(surroundings));
  afterEach(() => api.close());

  const deliver = (body: string, signed: string, inbox = 'whatsapp'): Promise<Answer> => {
    const headers = { 'x-hub-signature-256': signed, 'content-type': 'application/json' };
    return answerOf(fetch(`${api.url}/v1/inboxes/${inbox}/webhook`, { method: 'POST', body, headers }));
  };
  const ask = (query: string, inbox = 'whatsapp') => answerOf(fetch(`${api.url}/v1/inboxes/${inbox}/webhook?${query}`));

  it('is answered with a plain 200 once its signed bytes are durable', async () => {
    await open();
    const body = '{"entry":[{"text":"\\u00e9 é"}] }';
    const { status, text } = await deliver(body, signature('app secret', body));
    expect([status, text]).toEqual([200, '']);
    const kept = await api.store.inbound.at(1n);
    expect(Buffer.from(kept!.body!).toString()).toBe(body);
    expect(kept).toMatchObject({ inbox: 'whatsapp', contentType: 'application/json' });
  });

  it('may repeat a delivery, which changes nothing', async () => {
    await open();
    await deliver('{}', signature('app secret', '{}'));
    expect((await deliver('{}', signature('app secret', '{}'))).status).toBe(200);
    expect(await api.store.inbound.head('live')).toBe(1n);
  });

  it('is turned away when the signature is missing, of another secret, or of other bytes', async () => {
    await open();
    const wrong = { status: 401, code: 'DOOR.SIGNATURE_WRONG' };
    expectProblem(await deliver('{}', ''), wrong);
    expectProblem(await deliver('{}', signature('another secret', '{}')), wrong);
    expectProblem(await deliver('{ }', signature('app secret', '{}')), wrong);
    expect(await api.store.inbound.head('live')).toBe(0n);
  });

  it('proves its address with the provider’s challenge, if the token is ours', async () => {
    await open();
    const right = await ask('hub.mode=subscribe&hub.verify_token=verify%20token&hub.challenge=1158201444');
    expect([right.status, right.text]).toEqual([200, '1158201444']);
    expect(right.headers.get('content-type')).toContain('text/plain');
    const wrong = await ask('hub.mode=subscribe&hub.verify_token=guess&hub.challenge=1158201444');
    expectProblem(wrong, { status: 403, code: 'DOOR.HANDSHAKE_REFUSED' });
  });

  it('is asked to come back while the secret is not set on the server, and the log names the variable', async () => {
    await open({ parts: { secret: () => undefined } });
    const refused = await deliver('{}', signature('app secret', '{}'));
    expectProblem(refused, { status: 503, code: 'DOOR.SECRET_MISSING' });
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(api.logged).toContainEqual(expect.objectContaining({ inbox: 'whatsapp', variable: 'APP_SECRET' }));
  });

  it('is nowhere on inboxes that have none, and on no inbox at all', async () => {
    await open();
    expectProblem(await deliver('{}', '', 'mail'), { status: 404, code: 'DOOR.WEBHOOK_NOT_OFFERED' });
    expectProblem(await ask('hub.mode=subscribe', 'nowhere'), { status: 404, code: 'INBOX.NOT_FOUND' });
  });

  it('is refused when its body is too large, and when too much comes at once', async () => {
    await open({ settings: { maxBodyBytes: 10, doorRatePerSecond: 1, doorBurst: 1 } });
    expectProblem(await deliver('x'.repeat(11), ''), { status: 413, code: 'DOOR.BODY_TOO_LARGE' });
    expect((await deliver('1', signature('app secret', '1'))).status).toBe(200);
    expectProblem(await deliver('2', signature('app secret', '2')), { status: 429, code: 'ACCESS.RATE_EXCEEDED' });
  });
});
