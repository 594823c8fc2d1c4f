import { roles } from '#desk-store';
import { openApi, whoMayCall } from '../../testing/index.js';
import type { ApiUnderTest } from '../../testing/index.js';
import type { ServedRoute } from '../create-api.js';

/** Every kind of key there is: one for each role, and an analyst's that opens what people wrote. */
const holders = [...roles, 'text'] as const;
type Holder = (typeof holders)[number];

describe('who may call what', () => {
  let api: ApiUnderTest;
  const keys = new Map<Holder, string>();
  beforeAll(async () => {
    api = await openApi();
    for (const role of roles) keys.set(role, await api.key(role));
    keys.set('text', await api.key('analyst', '', { mayReadText: true }));
  });
  afterAll(() => api.close());

  /** Asks with things that are not there, of an inbox that is; of a long answer only the head is read. */
  const statusOf = async (route: string, headers: Record<string, string> = {}): Promise<number> => {
    const [method = '', path = ''] = route.replace(':inbox', 'whatsapp').replaceAll(/:\w+/g, 'mail').split(' ');
    const answer = await fetch(`${api.url}${path}`, { method, headers });
    await answer.body?.cancel();
    return answer.status;
  };
  const asHolder = (holder: Holder, route: string): Promise<number> =>
    statusOf(route, { authorization: `Bearer ${keys.get(holder)}`, 'idempotency-key': 'w1' });

  it('is written down for every route that is served, and for no other', () => {
    expect([...new Set(api.routes.map(named))].sort()).toEqual(Object.keys(whoMayCall).sort());
  });

  const asked = Object.entries(whoMayCall).flatMap(([route, letsIn]) => {
    const isByKey = letsIn !== 'anybody' && letsIn !== 'signature';
    const head = isByKey && route.startsWith('GET ') ? [[route.replace('GET', 'HEAD'), letsIn] as const] : [];
    return isByKey ? [[route, letsIn] as const, ...head] : [];
  });
  const everyPair = asked.flatMap(([route, letsIn]) => holders.map((holder) => [holder, route, letsIn] as const));
  it.each(everyPair)('%s: %s', async (holder, route, letsIn) => {
    const status = await asHolder(holder, route);
    if (letsIn.includes(holder)) expect([401, 403]).not.toContain(status);
    else expect(status).toBe(403);
  });

  it.each(asked)('nobody without a key, and nobody with one that is unknown: %s', async (route) => {
    expect(await statusOf(route)).toBe(401);
    expect(await statusOf(route, { authorization: 'Bearer guess' })).toBe(401);
  });

  const signed = Object.keys(whoMayCall).filter((route) => whoMayCall[route] === 'signature');
  it.each(signed)('no key stands for a signature: %s', async (route) => {
    for (const holder of holders) expect([401, 403]).toContain(await asHolder(holder, route));
  });

  const open = Object.keys(whoMayCall).filter((route) => whoMayCall[route] === 'anybody');
  it.each(open)('anybody: %s', async (route) => {
    expect(await statusOf(route)).toBe(200);
  });
});

/** A route as the table names it; the head of an answer is let out to whom the answer is. */
const named = ({ method, path }: ServedRoute): string =>
  `${method === 'HEAD' ? 'GET' : method} ${path.length > 1 ? path.replace(/\/$/, '') : path}`;
