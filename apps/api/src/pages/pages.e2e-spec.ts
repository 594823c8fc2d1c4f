import { BadCursor } from '#queries';
import { PositionNotReached } from '#read-store';
import { answerOf, emptyPages, expectProblem, openApi } from '../../testing/index.js';
import type { Answer, ApiUnderTest } from '../../testing/index.js';
import type { PageQuestions } from '../index.js';

describe('what people read', () => {
  let api: ApiUnderTest;
  /** Questions as the pages got them, in order. */
  let asked: unknown[];
  const open = async (queries: Partial<PageQuestions> = {}, retryEnvelope = async () => undefined) => {
    asked = [];
    const told = Object.entries({ ...emptyPages, ...queries }).map(([name, answer]) => {
      const ask = (...question: unknown[]) => {
        asked.push([name, ...question]);
        return (answer as (...question: unknown[]) => unknown)(...question);
      };
      return [name, ask] as const;
    });
    api = await openApi({ parts: { queries: Object.fromEntries(told) as unknown as PageQuestions, retryEnvelope } });
  };
  afterEach(() => api.close());

  const get = async (path: string): Promise<Answer> => {
    const authorization = `Bearer ${await api.key('supervisor')}`;
    return answerOf(fetch(`${api.url}/v1${path}`, { headers: { authorization } }));
  };

  it.each([
    ['/customers/c1/timeline', ['timelineOf', 'c1', { limit: 50 }]],
    ['/customers/c1/timeline?cursor=abc&limit=10', ['timelineOf', 'c1', { before: 'abc', limit: 10 }]],
    ['/people/c1', ['people', 'c1']],
    ['/people/c1/suggestions', ['suggestions', 'c1']],
    ['/tickets/c1.1/spans', ['ticketSpans', 'c1.1']],
    ['/queue?inbox=mail&team=billing&assignee=lina', ['queue', { inbox: 'mail', team: 'billing', assignee: 'lina', limit: 50 }]],
    ['/queue?unassigned=true&cursor=abc', ['queue', { assignee: null, after: 'abc', limit: 50 }]],
    ['/search?q=%D8%B7%D9%84%D8%A8&kind=message', ['search', 'طلب', { kind: 'message', limit: 50 }]],
    [
      '/volume?from=2026-03-01T00:00:00%2B03:00&to=2026-03-02T00:00:00%2B03:00&zone=Asia/Riyadh&by=hour',
      ['volume', { from: '2026-02-28T21:00:00.000Z', to: '2026-03-01T21:00:00.000Z', zone: 'Asia/Riyadh', by: 'hour' }],
    ],
    ['/customers/c1/timeline?asOf=2026-03-01T12:00:00%2B03:00', ['timelineOf', 'c1', { asOf: '2026-03-01T09:00:00.000Z', limit: 50 }]],
    ['/queue?asOf=2026-03-01T12:00:00Z&unassigned=true', ['queueAsOf', { asOf: '2026-03-01T12:00:00.000Z', assignee: null, limit: 50 }]],
    ['/workload', ['workload']],
    ['/quarantine?inbox=mail', ['quarantine', { inbox: 'mail', limit: 50 }]],
  ])('%s is one question to the pages', async (path, question) => {
    await open();
    const { status, body } = await get(path);
    expect([status, body['position']]).toEqual([200, 't0']);
    expect(asked).toEqual([question]);
  }); // prettier-ignore

  it('is as fresh as was asked: the answer waits for the position of a write', async () => {
    await open();
    await get('/queue?minPosition=t7');
    expect(asked.map((question) => (question as unknown[]).slice(0, 2))).toEqual([
      ['reached', 7n],
      ['queue', { limit: 50 }],
    ]);
  });

  it('says when the pages do not get there in time, and when the position is of another desk', async () => {
    await open({ reached: () => Promise.reject(new PositionNotReached(7n, 5n)) });
    const late = await get('/queue?minPosition=t7');
    expectProblem(late, { status: 503, code: 'READ.POSITION_NOT_REACHED' });
    expect(late.headers.get('retry-after')).toBe('1');
    expectProblem(await get('/queue?minPosition=elsewhere'), { status: 400, code: 'POSITION.UNREADABLE' });
  });

  it('names positions inside answers by tokens too', async () => {
    await open({ search: async () => ({ position: 9n, hits: [{ position: 4n }] }) as never });
    expect((await get('/search?q=x')).body).toEqual({ position: 't9', hits: [{ position: 't4' }] });
  });

  it('finds no ticket where there is none', async () => {
    await open();
    expectProblem(await get('/tickets/c1.9'), { status: 404, code: 'TICKET.NOT_FOUND' });
  });

  it('refuses a cursor the list has not given out', async () => {
    await open({ queue: () => Promise.reject(new BadCursor('queue')) });
    expectProblem(await get('/queue?cursor=abc'), { status: 400, code: 'QUERY.BAD_CURSOR' });
  });

  it.each([
    ['/queue?asOf=yesterday', 'asOf'],
    ['/queue?limit=0', 'limit'],
    ['/queue?limit=201', 'limit'],
    ['/queue?limit=many', 'limit'],
    ['/queue?teem=billing', 'teem'],
    ['/search', 'q'],
    ['/volume?to=2026-03-02T00:00:00Z', 'from'],
    ['/volume?from=2026-03-01T00:07:00Z&to=2026-03-02T00:00:00Z', 'from'],
    ['/volume?from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z&zone=Mars', 'zone'],
    ['/volume?from=2026-03-02T00:00:00Z&to=2026-03-02T00:00:00Z', 'to'],
    ['/volume?from=2016-03-01T00:00:00Z&to=2026-03-02T00:00:00Z&by=hour', 'to'],
  ])('refuses %s, naming "%s"', async (path, field) => {
    await open();
    const refused = await get(path);
    expectProblem(refused, { status: 400, code: 'REQUEST.FIELDS_INVALID' });
    expect((refused.body['fields'] as { field: string }[]).map((fault) => fault.field)).toContain(field);
    expect(asked).toEqual([]);
  });

  describe('in quarantine', () => {
    const row = {
      inbox: 'mail',
      envelope: '12',
      item: '',
      parser: 'email@1',
      lane: 'live' as const,
      reason: 'EMAIL.EMPTY',
      detail: 'nothing in it',
      quarantinedAt: '2026-03-01T12:00:00.000Z',
      position: 40,
    };

    it('lies by the token of its envelope', async () => {
      await open({ quarantine: async () => ({ position: 9n, refused: [row] }) });
      const { position: _, ...shown } = row;
      expect((await get('/quarantine')).body).toEqual({ position: 't9', refused: [{ ...shown, envelope: 't12' }] });
    });

    it('is put before the parser again, once for one Idempotency-Key', async () => {
      const retried: unknown[] = [];
      await open({}, async (...envelope: unknown[]) => void retried.push(...envelope));
      const authorization = `Bearer ${await api.key('supervisor')}`;
      const retry = () =>
        answerOf(
          fetch(`${api.url}/v1/quarantine/t12/retry`, {
            method: 'POST',
            headers: { authorization, 'idempotency-key': 'w1' },
          }),
        );
      expect([(await retry()).body, (await retry()).body]).toEqual([{ envelope: 't12' }, { envelope: 't12' }]);
      expect(retried).toEqual([12n]);
    });
  });
});
