import type { Role } from '#desk-store';

/**
 * Whom a route lets in: keys of these roles, `text` standing for analysts whose key opens what people wrote; whoever
 * signs (`signature`); or `anybody`.
 */
export type LetsIn = readonly (Role | 'text')[] | 'signature' | 'anybody';

const desk = ['agent', 'supervisor', 'admin'] as const;
const above = ['supervisor', 'admin'] as const;
const admin = ['admin'] as const;
const pushing = ['connector', 'admin'] as const;
const readers = [...desk, 'text'] as const;
const figures = [...desk, 'analyst', 'text'] as const;

/** Every route there is, and whom it lets in. A route that is served without a line here fails its test. */
export const whoMayCall: Readonly<Record<string, LetsIn>> = {
  'GET /health/live': 'anybody',
  'GET /health/ready': 'anybody',
  'GET /docs': 'anybody',
  'GET /docs/start.js': 'anybody',
  'GET /docs/openapi.json': 'anybody',
  'GET /docs/swagger-ui.css': 'anybody',
  'GET /docs/swagger-ui-bundle.js': 'anybody',

  'POST /v1/inboxes/:inbox/envelopes': pushing,
  'POST /v1/inboxes/:inbox/envelopes/batch': pushing,
  'GET /v1/inboxes/:inbox/webhook': 'signature',
  'POST /v1/inboxes/:inbox/webhook': 'signature',

  'GET /v1/outbox': above,
  'POST /v1/outbox/release': admin,

  'POST /v1/tickets/:ticketId/claim': desk,
  'POST /v1/tickets/:ticketId/assign': above,
  'POST /v1/tickets/:ticketId/release': desk,
  'POST /v1/tickets/:ticketId/hand-over': desk,
  'POST /v1/tickets/:ticketId/priority': desk,
  'POST /v1/tickets/:ticketId/survey-answers': desk,
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

  'GET /v1/messages/:messageId': readers,
  'GET /v1/messages/:messageId/attachments/:n': readers,
  'GET /v1/customers/:customerId/timeline': readers,
  'GET /v1/people/:customerId': readers,
  'GET /v1/people/:customerId/suggestions': readers,
  'GET /v1/tickets/:ticketId': readers,
  'GET /v1/tickets/:ticketId/spans': figures,
  'GET /v1/queue': readers,
  'GET /v1/search': readers,
  'GET /v1/volume': figures,
  'GET /v1/kpis': figures,
  'GET /v1/kpis/:id': figures,
  'GET /v1/kpis/:id/events': figures,
  'GET /v1/kpis/:id/tickets': figures,
  'GET /v1/kpis/:id/why-not': figures,
  'GET /v1/kpis/:id/restatement': figures,
  'GET /v1/kpis/:id/proof': [...above, 'analyst', 'text'],
  'GET /v1/workload': figures,

  'GET /v1/feed': [...above, 'analyst', 'text'],
  'GET /v1/webhooks': admin,
  'GET /v1/webhooks/:webhook': admin,
  'POST /v1/webhooks': admin,
  'PUT /v1/webhooks/:webhook': admin,
  'DELETE /v1/webhooks/:webhook': admin,
  'POST /v1/webhooks/:webhook/pause': admin,
  'POST /v1/webhooks/:webhook/resume': admin,
  'POST /v1/webhooks/:webhook/replay': admin,
  'GET /v1/live/queue': readers,
  'GET /v1/live/tickets/:ticketId': readers,
  'PUT /v1/presence': desk,

  'GET /v1/quarantine': above,
  'POST /v1/quarantine/:envelope/retry': above,
  'GET /v1/inboxes': above,
  'GET /v1/inboxes/:inbox': above,
  'POST /v1/inboxes': admin,
  'PUT /v1/inboxes/:inbox': admin,
  'DELETE /v1/inboxes/:inbox': admin,
  'GET /v1/agents': readers,
  'GET /v1/agents/:agentId': readers,
  'POST /v1/agents': admin,
  'PUT /v1/agents/:agentId': admin,
  'POST /v1/agents/:agentId/deactivate': admin,
  'POST /v1/agents/:agentId/reactivate': admin,
  'GET /v1/teams': readers,
  'GET /v1/teams/:teamId': readers,
  'POST /v1/teams': admin,
  'PUT /v1/teams/:teamId': admin,
  'POST /v1/teams/:teamId/deactivate': admin,
  'POST /v1/teams/:teamId/reactivate': admin,
  'PUT /v1/teams/:teamId/members/:agentId': above,
  'DELETE /v1/teams/:teamId/members/:agentId': above,
  'GET /v1/keys': admin,
  'POST /v1/keys': admin,
  'DELETE /v1/keys/:keyId': admin,
  'GET /v1/parked': above,
  'GET /v1/parked/:stream': above,
  'POST /v1/parked/:stream/retry': above,
  'POST /v1/parked/:stream/drop': admin,
  'GET /metrics': above,
  'GET /v1/status': above,
  'GET /v1/operations/rebuild': admin,
  'POST /v1/operations/rebuild': admin,
  'POST /v1/operations/rebuild/abort': admin,
  'POST /v1/operations/scratch': admin,
  'POST /v1/operations/verify': admin,
  'POST /v1/operations/backup': admin,
  'POST /v1/operations/erase': admin,
  'GET /v1/erasures': admin,
};
