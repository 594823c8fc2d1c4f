import { agentDocs } from './agents/agent.docs.js';
import { chatDocs } from './chat/chat.docs.js';
import { customerDocs } from './customers/customer.docs.js';
import { docsDocs } from './docs/docs.docs.js';
import { openApiOf, servedRoutes, toldRoutes } from './docs/index.js';
import type { ToldRoute } from './docs/index.js';
import { doorDocs } from './door/door.docs.js';
import { feedDocs } from './feed/feed.docs.js';
import { healthDocs } from './health/health.docs.js';
import { inboxDocs } from './inboxes/inbox.docs.js';
import { keyDocs } from './keys/key.docs.js';
import { kpiDocs } from './kpis/kpi.docs.js';
import { messageDocs } from './messages/message.docs.js';
import { liveDocs } from './live/live.docs.js';
import { metricsDocs } from './metrics/metrics.docs.js';
import { operationsDocs } from './operations/operations.docs.js';
import { outboxDocs } from './outbox/outbox.docs.js';
import { pageDocs } from './pages/page.docs.js';
import { parkedDocs } from './parked/parked.docs.js';
import { quarantineDocs } from './quarantine/quarantine.docs.js';
import { controllers } from './controllers.js';
import { teamDocs } from './teams/team.docs.js';
import { ticketDocs } from './tickets/ticket.docs.js';
import { webhookDocs } from './webhooks/webhook.docs.js';

/** What the manual says about every route, in the order it is read. */
const chapters = [
  doorDocs,
  chatDocs,
  ticketDocs,
  customerDocs,
  pageDocs,
  kpiDocs,
  messageDocs,
  quarantineDocs,
  inboxDocs,
  agentDocs,
  teamDocs,
  keyDocs,
  feedDocs,
  webhookDocs,
  liveDocs,
  operationsDocs,
  parkedDocs,
  outboxDocs,
  metricsDocs,
  healthDocs,
  docsDocs,
] as const;

/** Every route of the api, as it is described. */
export function toldApi(): readonly ToldRoute[] {
  const served = servedRoutes(controllers);
  return toldRoutes(chapters, (route) => served.get(route));
}

/** The api as OpenAPI describes it. */
export const openApi = () => openApiOf(toldApi());
