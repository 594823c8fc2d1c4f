import { answerOf, expectProblem, openApi } from '../../testing/index.js';
import type { Answer, ApiUnderTest } from '../../testing/index.js';

describe('webhooks over HTTP', () => {
  let api: ApiUnderTest;
  let writes = 0;
  beforeEach(async () => {
    api = await openApi();
  });
  afterEach(() => api.close());

  const call = async (method: string, path = '', body?: object, id = `w${(writes += 1)}`): Promise<Answer> => {
    const authorization = `Bearer ${await api.key('admin', 'root')}`;
    const headers = { authorization, 'idempotency-key': id, ...(body && { 'content-type': 'application/json' }) };
    return answerOf(
      fetch(`${api.url}/v1/webhooks${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) }),
    );
  };
  const crm = { id: 'crm', url: 'https://crm.example/log', secretName: 'HOOK_SECRET' };

  it('are made for all events, without what people wrote, unless more is said', async () => {
    const { status, body } = await call('POST', '', crm);
    expect(status).toBe(201);
    expect(body).toEqual({
      ...crm,
      ...{ types: [], streams: [], withText: false, maxRecords: 100, createdAt: '2026-03-01T12:00:00.000Z' },
      ...{ state: 'active', position: 't0', behind: 0, failures: 0, lastOutcome: '' },
      ...{ deliveries: 0, recordsDelivered: 0, failedTries: 0 },
    });
    expect((await call('GET', '/crm')).body).toEqual(body);
    expect((await call('GET')).body).toMatchObject({ webhooks: [body] });
  });

  it('are made once, however often the same write is sent, and not when it says something else', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => call('POST', '', crm, 'same')));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const other = await call('POST', '', { ...crm, maxRecords: 7 }, 'same');
    expectProblem(other, { status: 422, code: 'COMMAND.ID_REUSED' });
    expectProblem(await call('POST', '', crm), { status: 409, code: 'WEBHOOK.ID_TAKEN' });
  });

  it('are paused in the name of who asks, changed, moved, resumed and removed', async () => {
    await call('POST', '', crm);
    expect((await call('POST', '/crm/pause')).body).toMatchObject({
      state: 'paused',
      pause: { by: 'root', reason: 'WEBHOOK.PAUSED' },
    });
    const { id: _, ...settings } = crm;
    const changed = await call('PUT', '/crm', { ...settings, types: ['TicketOpened'], withText: true });
    expect(changed.body).toMatchObject({ state: 'paused', types: ['TicketOpened'], withText: true });
    expect((await call('POST', '/crm/replay', { from: 'first' })).body).toMatchObject({ state: 'paused' });
    expect((await call('POST', '/crm/resume')).body).toMatchObject({ state: 'active', types: ['TicketOpened'] });
    expect((await call('DELETE', '/crm')).body).toEqual({ id: 'crm' });
    expectProblem(await call('GET', '/crm'), { status: 404, code: 'WEBHOOK.NOT_FOUND' });
  });

  it.each([
    [{ ...crm, id: 'A b' }, 'id'],
    [{ ...crm, url: '' }, 'url'],
    [{ ...crm, secretName: 'not a name' }, 'secretName'],
    [{ ...crm, types: ['TicketTeleported'] }, 'types'],
    [{ ...crm, streams: ['*'] }, 'streams'],
    [{ ...crm, maxRecords: 501 }, 'maxRecords'],
    [{ ...crm, withText: 'yes' }, 'withText'],
    [{ ...crm, from: 'kept' }, 'from'],
    [{ ...crm, from: 'first', after: 't1' }, 'from'],
  ])('are refused as %j, naming the field "%s"', async (body, field) => {
    const refused = await call('POST', '', body);
    expectProblem(refused, { status: 400, code: 'REQUEST.FIELDS_INVALID' });
    expect(refused.body['fields']).toContainEqual({ field, reason: expect.any(String) as string });
  });

  it('are told again only from a place that somebody names', async () => {
    await call('POST', '', crm);
    expectProblem(await call('POST', '/crm/replay', {}), { status: 400, code: 'REQUEST.FIELDS_INVALID' });
    expectProblem(await call('POST', '/crm/replay', { after: 't9' }), {
      status: 422,
      code: 'WEBHOOK.POSITION_UNKNOWN',
    });
  });
});
