import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { DeskBusy, DeskFull } from '#desk-store';
import { answerOf, expectProblem, openApi } from '../../testing/index.js';
import type { Answer, ApiUnderTest, Surroundings } from '../../testing/index.js';

describe('the door', () => {
  let api: ApiUnderTest;
  const open = async (surroundings?: Surroundings) => (api = await openApi(surroundings));
  afterEach(() => api.close());

  async function push(
    body: string | Uint8Array<ArrayBuffer> | null,
    headers: Record<string, string> = {},
    inbox = 'mail',
  ): Promise<Answer> {
    const authorization = headers['authorization'] ?? `Bearer ${await api.key('connector')}`;
    const url = `${api.url}/v1/inboxes/${inbox}/envelopes`;
    return answerOf(fetch(url, { method: 'POST', body, headers: { ...headers, authorization } }));
  }
  const kept = async (position = 1n) => (await api.store.inbound.at(position))!;

  it('keeps bytes exactly as they came, whatever they are', async () => {
    await open();
    const bytes = Buffer.concat([Buffer.from([0, 0xff, 0xfe, 0x0d, 0x0a]), randomBytes(2_000)]);
    const { status, body } = await push(bytes, { 'content-type': 'application/octet-stream' });
    expect([status, body]).toEqual([201, { envelope: 't1', repeated: false }]);
    expect(Buffer.from((await kept()).body!)).toEqual(bytes);
    expect((await kept()).contentType).toBe('application/octet-stream');
  });

  it.each([
    'application/json',
    'application/json; charset=utf-16',
    'multipart/form-data; boundary=x',
    'not a media type',
    '',
  ])('reads nothing into a body that claims to be "%s"', async (contentType) => {
    await open();
    const { status } = await push('{"broken": ', { 'content-type': contentType });
    expect(status).toBe(201);
    expect(Buffer.from((await kept()).body!).toString()).toBe('{"broken": ');
    expect((await kept()).contentType).toBe(contentType);
  });

  it('takes a body of no claimed type, and one without a single byte', async () => {
    await open();
    expect((await push(new Uint8Array([1, 2, 3]))).status).toBe(201);
    expect((await push(null)).status).toBe(201);
    expect([(await kept(1n)).contentType, (await kept(2n)).size]).toEqual(['', 0]);
  });

  it('puts a large body aside and still answers once it is durable', async () => {
    await open();
    expect((await push(randomBytes(100_000))).status).toBe(201);
    expect(await kept()).toMatchObject({ size: 100_000 });
    expect((await kept()).body).toBeUndefined();
  });

  it('changes nothing when the same envelope is pushed again', async () => {
    await open();
    const first = await push('hello', { 'native-id': 'mail-1' });
    const second = await push('hello', { 'native-id': 'mail-1' });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toEqual({ envelope: first.body['envelope'], repeated: true });
  });

  it('keeps one envelope of fifty that arrive at once with the same name and bytes', async () => {
    await open();
    const answers = await Promise.all(Array.from({ length: 50 }, () => push('hello', { 'native-id': 'mail-1' })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(49);
    expect(await api.store.inbound.head('live')).toBe(1n);
  });

  it('warns when a native id comes back with other bytes, and keeps both', async () => {
    await open();
    await push('hello', { 'native-id': 'mail-1' });
    const { status, body } = await push('hello again', { 'native-id': 'mail-1' });
    expect([status, body]).toEqual([201, { envelope: 't2', repeated: false, warning: 'same-id-other-bytes' }]);
  });

  it('reads a native id as the UTF-8 it was sent as', async () => {
    await open();
    await push('hello', { 'native-id': Buffer.from('رسالة-1').toString('latin1') });
    expect((await kept()).nativeId).toBe('رسالة-1');
  });

  it('puts imports into the lane that is asked for, and refuses a lane nobody knows', async () => {
    await open();
    expect((await push('old', { lane: 'bulk' })).status).toBe(201);
    expect((await kept()).lane).toBe('bulk');
    expect((await push('old', { lane: 'fast' })).body['code']).toBe('DOOR.LANE_UNKNOWN');
  });

  it('takes what an admin’s command line pushes, whomever the key speaks for', async () => {
    await open();
    expect(
      (await push('old', { authorization: `Bearer ${await api.key('admin', 'root')}`, lane: 'bulk' })).status,
    ).toBe(201);
  });

  describe('refuses with a problem detail', () => {
    it('a request without a key, or with one nobody was given: 401', async () => {
      await open();
      expectProblem(await push('x', { authorization: '' }), { status: 401, code: 'ACCESS.KEY_MISSING' });
      const large = Buffer.alloc(900_000);
      expectProblem(await push(large, { authorization: 'Bearer no' }), { status: 401, code: 'ACCESS.KEY_UNKNOWN' });
      expect(await api.store.inbound.head('live')).toBe(0n);
    });

    it('a revoked key, at most a second later: 401', async () => {
      await open();
      const authorization = `Bearer ${await api.key('connector')}`;
      expect((await push('x', { authorization })).status).toBe(201);
      const [key] = await api.store.keys.list();
      await api.store.keys.revoke(key!.id, '2026-03-01T12:00:01.000Z');
      api.pass(1_001);
      expectProblem(await push('y', { authorization }), { status: 401, code: 'ACCESS.KEY_UNKNOWN' });
    });

    it.each(['agent', 'supervisor', 'analyst'] as const)('a key of role %s: 403', async (role) => {
      await open();
      const authorization = `Bearer ${await api.key(role)}`;
      expectProblem(await push('x', { authorization }), { status: 403, code: 'ACCESS.ROLE_REFUSED' });
    });

    it('a connector that was given other inboxes: 403, whether this one exists or not', async () => {
      await open();
      const authorization = `Bearer ${await api.key('connector', 'chat whatsapp')}`;
      const refused = { status: 403, code: 'ACCESS.INBOX_OUT_OF_SCOPE' };
      expectProblem(await push('x', { authorization }), refused);
      expectProblem(await push('x', { authorization }, 'nowhere'), refused);
      expect((await push('x', { authorization }, 'chat')).status).toBe(201);
    });

    it('an inbox that is not there: 404', async () => {
      await open();
      expectProblem(await push('x', {}, 'nowhere'), { status: 404, code: 'INBOX.NOT_FOUND' });
    });

    it('a native id that cannot be printed: 400', async () => {
      await open();
      const malformed = { status: 400, code: 'DOOR.NATIVE_ID_MALFORMED' };
      expectProblem(await push('x', { 'native-id': 'a'.repeat(513) }), malformed);
    });

    it('a body larger than the limit: 413, also when it does not say how long it is', async () => {
      await open({ settings: { maxBodyBytes: 100_000 } });
      const tooLarge = { status: 413, code: 'DOOR.BODY_TOO_LARGE' };
      expectProblem(await push(Buffer.alloc(100_001)), tooLarge);
      expect(await chunked(Buffer.alloc(100_001))).toMatchObject(tooLarge);
      expect((await push(Buffer.alloc(100_000))).status).toBe(201);
    });

    it('more than the key may push for now: 429 with the time to wait, and lets it in again after that', async () => {
      await open({ settings: { doorRatePerSecond: 1, doorBurst: 2 } });
      const authorization = `Bearer ${await api.key('connector')}`;
      await push('1', { authorization });
      await push('2', { authorization });
      const refused = await push('3', { authorization });
      expectProblem(refused, { status: 429, code: 'ACCESS.RATE_EXCEEDED' });
      expect(refused.headers.get('retry-after')).toBe('1');
      expect((await push('3', { authorization }, 'chat')).status).toBe(201);
      api.pass(1_000);
      expect((await push('3', { authorization })).status).toBe(201);
    });

    it.each([
      ['no space is left', new DeskFull(), 'DESK.FULL'],
      ['too much is waiting to be written', new DeskBusy(), 'DESK.BUSY'],
    ])('everything while %s: 503 with the time to wait', async (_, failure, code) => {
      await open({ parts: { door: { keep: () => Promise.reject(failure) } } });
      const refused = await push('x');
      expectProblem(refused, { status: 503, code });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    });

    it('what nobody foresaw: 500 without a word of it, and a log line without a word of the sender', async () => {
      await open({ parts: { door: { keep: () => Promise.reject(new Error('disk says sara@example.org')) } } });
      const refused = await push('my password is hunter2');
      expectProblem(refused, { status: 500, code: 'SERVER.UNEXPECTED' });
      expect(JSON.stringify(refused.body)).not.toContain('sara');
      expect(api.logged).toHaveLength(1);
      expect(JSON.stringify(api.logged)).not.toMatch(/sara|hunter2/);
    });
  });

  /** Sends a body in chunks, without a Content-Length. */
  async function chunked(bytes: Buffer): Promise<{ status: number; code: string }> {
    const headers = { authorization: `Bearer ${await api.key('connector')}`, 'transfer-encoding': 'chunked' };
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; code: string }>();
    const sent = request(`${api.url}/v1/inboxes/mail/envelopes`, { method: 'POST', headers }, (response) => {
      void response.toArray().then((chunks) => {
        const { code } = JSON.parse(Buffer.concat(chunks as Buffer[]).toString()) as { code: string };
        resolve({ status: response.statusCode ?? 0, code });
      });
    });
    sent.on('error', reject).end(bytes);
    return promise;
  }
});
