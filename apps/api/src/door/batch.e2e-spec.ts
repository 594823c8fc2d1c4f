import { randomBytes } from 'node:crypto';
import { DeskBusy } from '#desk-store';
import { answerOf, expectProblem, openApi } from '../../testing/index.js';
import type { Answer, ApiUnderTest, Surroundings } from '../../testing/index.js';

const lineOf = (body: Buffer, more: object = {}) =>
  JSON.stringify({ contentType: 'message/rfc822', bodyBase64: body.toString('base64'), ...more });

describe('the door, for batches', () => {
  let api: ApiUnderTest;
  const open = async (surroundings?: Surroundings) => (api = await openApi(surroundings));
  afterEach(() => api.close());

  async function push(body: string, headers: Record<string, string> = {}): Promise<Answer> {
    const authorization = headers['authorization'] ?? `Bearer ${await api.key('connector')}`;
    const url = `${api.url}/v1/inboxes/mail/envelopes/batch`;
    return answerOf(fetch(url, { method: 'POST', body, headers: { ...headers, authorization } }));
  }
  const resultsOf = ({ body }: Answer) => body['results'] as Record<string, unknown>[];

  it('keeps every line as an envelope of its own, bytes untouched', async () => {
    await open();
    const bodies = Array.from({ length: 200 }, () => randomBytes(300));
    const answer = await push(bodies.map((body, n) => lineOf(body, { nativeId: `row-${n}` })).join('\n'));
    expect(answer.status).toBe(200);
    expect(resultsOf(answer)).toEqual(bodies.map((_, n) => ({ line: n + 1, envelope: `t${n + 1}`, repeated: false })));
    const kept = await api.store.inbound.read('live', 0n, 1_000, 1_000_000);
    expect(kept.map(({ body }) => Buffer.from(body!))).toEqual(bodies);
    expect(kept[7]).toMatchObject({ nativeId: 'row-7', contentType: 'message/rfc822' });
  });

  it('names bad lines by their number and takes the good ones', async () => {
    await open({ settings: { maxBodyBytes: 100 } });
    const lines = [
      lineOf(Buffer.from('good')),
      '{"contentType": "text/plain", ',
      '"text"',
      '',
      JSON.stringify({ bodyBase64: '' }),
      JSON.stringify({ contentType: 'text/plain', bodyBase64: 'not base64!' }),
      lineOf(Buffer.from('named badly'), { nativeId: ' ' }),
      lineOf(Buffer.alloc(101)),
      `${lineOf(Buffer.from('good too'))}\r`,
    ];
    const results = resultsOf(await push(`${lines.join('\n')}\n`));
    expect(results.map(({ line, envelope, code }) => [line, envelope ?? code])).toEqual([
      [1, 't1'],
      [2, 'DOOR.LINE_MALFORMED'],
      [3, 'DOOR.LINE_MALFORMED'],
      [5, 'DOOR.LINE_MALFORMED'],
      [6, 'DOOR.LINE_MALFORMED'],
      [7, 'DOOR.NATIVE_ID_MALFORMED'],
      [8, 'DOOR.BODY_TOO_LARGE'],
      [9, 't2'],
    ]);
  });

  it('may be repeated: what was kept is found again, what was refused is refused again', async () => {
    await open();
    const batch = `${lineOf(Buffer.from('one'))}\nno json\n${lineOf(Buffer.from('one'))}`;
    expect(resultsOf(await push(batch)).map(({ repeated }) => repeated)).toEqual([false, undefined, true]);
    expect(resultsOf(await push(batch)).map(({ repeated }) => repeated)).toEqual([true, undefined, true]);
  });

  it('takes a thousand lines and refuses one more, keeping none of them', async () => {
    await open();
    const thousand = Array.from({ length: 1_000 }, (_, n) => lineOf(Buffer.from(`row ${n}`)));
    expectProblem(await push([...thousand, lineOf(Buffer.from('one more'))].join('\n')), {
      status: 413,
      code: 'DOOR.BATCH_TOO_LONG',
    });
    expect(await api.store.inbound.head('live')).toBe(0n);
    expect(resultsOf(await push(thousand.join('\n')))).toHaveLength(1_000);
  });

  it('answers an empty batch with no results', async () => {
    await open();
    expect((await push('\n\n')).body).toEqual({ results: [] });
  });

  it('puts every line into the lane that is asked for', async () => {
    await open();
    await push(lineOf(Buffer.from('old')), { lane: 'bulk' });
    expect(await api.store.inbound.head('bulk')).toBe(1n);
  });

  it('counts every line against the rate, so that the next request waits', async () => {
    await open({ settings: { doorRatePerSecond: 10, doorBurst: 10 } });
    const authorization = `Bearer ${await api.key('connector')}`;
    const batch = Array.from({ length: 30 }, (_, n) => lineOf(Buffer.from(`row ${n}`))).join('\n');
    expect((await push(batch, { authorization })).status).toBe(200);
    const refused = await push(batch, { authorization });
    expectProblem(refused, { status: 429, code: 'ACCESS.RATE_EXCEEDED' });
    expect(refused.headers.get('retry-after')).toBe('3');
  });

  it('is refused as a whole while the desk is busy, and may then be repeated', async () => {
    await open({ parts: { door: { keep: () => Promise.reject(new DeskBusy()) } } });
    expectProblem(await push(lineOf(Buffer.from('one'))), { status: 503, code: 'DESK.BUSY' });
  });
});
