import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { answerOf, emptyFeed, expectProblem, Listener, openApi } from '../../testing/index.js';
import type { ApiUnderTest } from '../../testing/index.js';
import type { FeedPort, FeedQuestion } from '../index.js';

/** A log of this many events, told so many a portion. */
function logOf(events: number, portion = 2): FeedPort {
  return {
    next: async ({ after, limit, form }) => {
      const records = Math.min(portion, limit, events - Number(after));
      const upTo = after + BigInt(records);
      const lines = Array.from({ length: records }, (_, n) => `{"position":"t${after + BigInt(n + 1)}"}`);
      const text = lines.map((line) => (form === 'sse' ? `data: ${line}\n\n` : `${line}\n`)).join('');
      return { bytes: Buffer.from(text), records, upTo, atHead: upTo === BigInt(events) };
    },
  };
}

describe('the feed over HTTP', () => {
  let api: ApiUnderTest;
  afterEach(() => api.close());
  const headers = async (role: 'admin' | 'analyst' | 'connector' = 'admin') => ({
    authorization: `Bearer ${await api.key(role)}`,
  });
  const listen = async (query: string, more = {}) =>
    Listener.open(`${api.url}/v1/feed${query}`, { ...(await headers()), ...more });
  const get = async (query: string, role: 'admin' | 'connector' = 'admin') =>
    answerOf(fetch(`${api.url}/v1/feed${query}`, { headers: await headers(role) }));
  const told = async (listener: Listener) => (await listener.rest()).map(({ data }) => data['position'] ?? data);

  it('gives a page of records, and a bookmark to go on from', async () => {
    api = await openApi({ parts: { feed: logOf(5) } });
    expect(await told(await listen('?limit=3'))).toEqual(['t1', 't2', 't3', { bookmark: 't3', atHead: false }]);
    expect(await told(await listen('?limit=3&after=t3'))).toEqual(['t4', 't5', { bookmark: 't5', atHead: true }]);
  });

  it('is an event stream for those who accept one, and goes on after the last event they know', async () => {
    api = await openApi({ parts: { feed: logOf(5) } });
    const listener = await listen('?after=t1', { accept: 'text/event-stream', 'last-event-id': 't3' });
    expect(listener.contentType).toBe('text/event-stream');
    expect([(await listener.next())?.data, (await listener.next())?.data]).toEqual([
      { position: 't4' },
      { position: 't5' },
    ]);
    listener.leave();
  });

  it('tells a follower now and then that nothing happened, with the place to go on from', async () => {
    api = await openApi({ parts: { feed: emptyFeed } });
    const listener = await listen('?follow=true&after=t7');
    expect(await listener.next()).toEqual({ data: { bookmark: 't7', atHead: true } });
    expect(await listener.next()).toEqual({ data: { bookmark: 't7', atHead: true } });
    listener.leave();
  });

  it('refuses a position of another epoch loudly, before anything is told', async () => {
    api = await openApi();
    expectProblem(await get('?after=elsewhere'), { status: 400, code: 'POSITION.UNREADABLE' });
  });

  it.each(['?limit=0', '?limit=10001', '?types=TicketTeleported', '?streams=*', '?follow=maybe'])(
    'refuses %s',
    async (query) => {
      api = await openApi();
      expectProblem(await get(query), { status: 400, code: 'REQUEST.FIELDS_INVALID' });
    },
  );

  it('is not for connectors', async () => {
    api = await openApi();
    expectProblem(await get('', 'connector'), { status: 403, code: 'ACCESS.ROLE_REFUSED' });
  });

  it.each([
    ['admin', '', true],
    ['admin', '?text=false', false],
    ['analyst', '', false],
  ] as const)('opens texts for an %s who asks for feed%s: %s', async (role, query, withText) => {
    const asked: FeedQuestion[] = [];
    const feed: FeedPort = { next: (question) => (asked.push(question), emptyFeed.next(question, never, 0)) };
    api = await openApi({ parts: { feed } });
    await (await Listener.open(`${api.url}/v1/feed${query}`, await headers(role))).rest();
    expect(asked).toMatchObject([{ withText }]);
  });

  it('says as its last line why it cannot go on', async () => {
    const next: FeedPort['next'] = ({ after, ...question }, ...rest) =>
      after === 0n
        ? logOf(9).next({ after, ...question }, ...rest)
        : Promise.reject(Object.assign(new Error('the log is closed'), { code: 'LOG.UNAVAILABLE' }));
    api = await openApi({ parts: { feed: { next } } });
    expect(await told(await listen(''))).toEqual(['t1', 't2', { problem: expect.objectContaining({ code: 'LOG.UNAVAILABLE', status: 503 }) as object }]); // prettier-ignore
  });

  it('takes no more clients than it may, and lets the next in when one leaves', async () => {
    api = await openApi({ parts: { feed: quiet } });
    const followers = await Promise.all([1, 2, 3, 4].map(() => listen('?follow=true')));
    expectProblem(await get('?follow=true'), { status: 503, code: 'LISTENERS.TOO_MANY' });
    followers[0]?.leave();
    await expectSoon(async () => (await get('')).status === 200);
    for (const follower of followers) follower.leave();
  });

  it('lets its followers go when the server closes', async () => {
    api = await openApi({ parts: { feed: quiet } });
    const follower = await listen('?follow=true');
    const closing = api.app.close();
    expect(await follower.rest()).toEqual([{ data: { bookmark: 't0', atHead: true } }]);
    await closing;
  });

  describe('to a client that does not read', () => {
    /** 1 MiB a portion, for ever. */
    const large = Buffer.alloc(1024 * 1024, `{"position":"t1"}${' '.repeat(1006)}\n`);
    let portions: number;
    const endless: FeedPort = {
      next: async ({ after }) => {
        portions += 1;
        return { bytes: large, records: 1, upTo: after + 1n, atHead: false };
      },
    };
    const unreading = async (): Promise<Socket> => {
      const { hostname, port } = new URL(api.url);
      const socket = connect(Number(port), hostname);
      socket.pause();
      const { authorization } = await headers();
      socket.write(`GET /v1/feed?follow=true HTTP/1.1\r\nHost: desk\r\nAuthorization: ${authorization}\r\n\r\n`);
      return socket;
    };
    beforeEach(() => {
      portions = 0;
    });

    it('reads nothing ahead: what the sockets hold is all that waits', async () => {
      api = await openApi({ parts: { feed: endless } });
      const socket = await unreading();
      await expectSoon(() => portions > 1);
      const before = await stable(() => portions);
      expect(before).toBeLessThan(40);
      socket.resume();
      await expectSoon(() => portions > before + 40);
      socket.destroy();
    });

    it('cuts the connection after a while', async () => {
      const settings = {
        longAnswers: { maxFeedClients: 4, maxLiveClients: 4, heartbeatSeconds: 30, unreadSeconds: 0.05 },
      };
      api = await openApi({ parts: { feed: endless }, settings });
      const socket = await unreading();
      await expectSoon(() => portions > 1);
      await stable(() => portions);
      socket.resume();
      await once(socket, 'close');
    });
  });
});

const never = new AbortController().signal;

/** A log on which nothing happens: whoever waits there waits until he leaves. */
const quiet: FeedPort = {
  next: async (question, signal, patienceMs) => {
    if (patienceMs > 0) await once(signal, 'abort');
    return emptyFeed.next(question, signal, 0);
  },
};

/** Looks until it is so. */
async function expectSoon(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}

/** A count, once it was the same at a hundred looks in a row. */
async function stable(count: () => number): Promise<number> {
  let [last, same] = [count(), 0];
  while (same < 100) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    same = count() === last ? same + 1 : 0;
    last = count();
  }
  return last;
}
