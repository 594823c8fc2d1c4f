import { RequestMethod } from '@nestjs/common';
import { roles } from '#desk-store';
import type { Role } from '#desk-store';
import { openApi } from '../../testing/index.js';
import type { ApiUnderTest } from '../../testing/index.js';
import { controllers } from '../api.module.js';

const desk = ['agent', 'supervisor', 'admin'] as const;
const above = ['supervisor', 'admin'] as const;

/** Who may call what. The door stands in it too, for completeness. */
const mayCall: Readonly<Record<string, readonly Role[]>> = {
  'POST /v1/inboxes/:inbox/envelopes': ['connector', 'admin'],
  'POST /v1/inboxes/:inbox/envelopes/batch': ['connector', 'admin'],
  'POST /v1/tickets/:ticketId/claim': desk,
  'POST /v1/tickets/:ticketId/assign': above,
  'POST /v1/tickets/:ticketId/release': desk,
  'POST /v1/tickets/:ticketId/hand-over': desk,
  'POST /v1/tickets/:ticketId/priority': desk,
  'POST /v1/tickets/:ticketId/tags': desk,
  'DELETE /v1/tickets/:ticketId/tags/:tag': desk,
  'POST /v1/tickets/:ticketId/pending': desk,
  'POST /v1/tickets/:ticketId/snooze': desk,
  'POST /v1/tickets/:ticketId/wake': desk,
  'POST /v1/tickets/:ticketId/resolution': desk,
  'POST /v1/tickets/:ticketId/reopen': desk,
  'POST /v1/tickets/:ticketId/close': desk,
  'POST /v1/tickets/:ticketId/spam': desk,
  'DELETE /v1/tickets/:ticketId/spam': desk,
  'POST /v1/tickets/:ticketId/replies': desk,
  'POST /v1/tickets/:ticketId/notes': desk,
  'POST /v1/customers/merge': desk,
  'POST /v1/customers/unmerge': desk,
  'POST /v1/customers/:customerId/handles/claim': desk,
  'POST /v1/customers/:customerId/handles/release': desk,
  'POST /v1/messages/:messageId/move': desk,
  'GET /v1/customers/:customerId/timeline': desk,
  'GET /v1/people/:customerId': desk,
  'GET /v1/tickets/:ticketId': desk,
  'GET /v1/tickets/:ticketId/spans': desk,
  'GET /v1/queue': desk,
  'GET /v1/search': desk,
  'GET /v1/volume': [...desk, 'analyst'],
  'GET /v1/workload': [...desk, 'analyst'],
  'GET /v1/quarantine': above,
  'POST /v1/quarantine/:envelope/retry': above,
  'GET /v1/inboxes': above,
  'GET /v1/inboxes/:inbox': above,
  'POST /v1/inboxes': ['admin'],
  'PUT /v1/inboxes/:inbox': ['admin'],
  'DELETE /v1/inboxes/:inbox': ['admin'],
  'GET /v1/keys': ['admin'],
  'POST /v1/keys': ['admin'],
  'DELETE /v1/keys/:keyId': ['admin'],
  'GET /v1/status': above,
  'POST /v1/operations/rebuild': ['admin'],
  'POST /v1/operations/verify': ['admin'],
  'POST /v1/operations/backup': ['admin'],
};

describe('who may call what', () => {
  let api: ApiUnderTest;
  const keys = new Map<Role, string>();
  beforeAll(async () => {
    api = await openApi();
    for (const role of roles) keys.set(role, await api.key(role));
  });
  afterAll(() => api.close());

  const statusOf = async (route: string, headers: Record<string, string>): Promise<number> => {
    const [method = '', path = ''] = route.replaceAll(/:\w+/g, 'mail').split(' ');
    const answer = await fetch(`${api.url}${path}`, { method, headers });
    await answer.arrayBuffer();
    return answer.status;
  };

  it('is written down for every route there is', () => {
    const behindTheDoor = Object.keys(mayCall).filter((route) => !route.includes('envelopes'));
    expect(servedRoutes()).toEqual(behindTheDoor.sort());
  });

  const everyPair = Object.keys(mayCall).flatMap((route) => roles.map((role) => [role, route] as const));
  it.each(everyPair)('%s: %s', async (role, route) => {
    const status = await statusOf(route, { authorization: `Bearer ${keys.get(role)}`, 'idempotency-key': 'w1' });
    if (mayCall[route]?.includes(role)) expect([401, 403]).not.toContain(status);
    else expect(status).toBe(403);
  });

  it.each(Object.keys(mayCall))('nobody without a key, and nobody with one that is unknown: %s', async (route) => {
    expect(await statusOf(route, {})).toBe(401);
    expect(await statusOf(route, { authorization: 'Bearer guess' })).toBe(401);
  });
});

/** Routes as the controllers declare them. */
function servedRoutes(): readonly string[] {
  const routes = controllers.flatMap((controller) => {
    const handlers = Object.values(Object.getOwnPropertyDescriptors(controller.prototype)).map(
      ({ value }) => value as object,
    );
    return handlers.filter(isRoute).map((handler) => routeOf(controller, handler));
  });
  return routes.sort();
}

const isRoute = (handler: object): boolean => Reflect.hasMetadata('method', handler);

function routeOf(controller: object, handler: object): string {
  const method = RequestMethod[Reflect.getMetadata('method', handler) as number];
  const parts = [Reflect.getMetadata('path', controller), Reflect.getMetadata('path', handler)] as string[];
  return `${method} /${parts.filter((part) => part !== '/').join('/')}`;
}
