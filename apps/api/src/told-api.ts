import { agentDocs } from './agents/index.js';
import { chatDocs } from './chat/index.js';
import { customerDocs } from './customers/index.js';
import { docsDocs, openApiOf, servedRoutes, toldRoutes } from './docs/index.js';
import type { ToldRoute } from './docs/index.js';
import { doorDocs } from './door/index.js';
import { feedDocs } from './feed/index.js';
import { healthDocs } from './health/index.js';
import { inboxDocs } from './inboxes/index.js';
import { keyDocs } from './keys/index.js';
import { kpiDocs } from './kpis/index.js';
import { messageDocs } from './messages/index.js';
import { liveDocs } from './live/index.js';
import { metricsDocs } from './metrics/index.js';
import { operationsDocs } from './operations/index.js';
import { outboxDocs } from './outbox/index.js';
import { pageDocs } from './pages/index.js';
import { parkedDocs } from './parked/index.js';
import { quarantineDocs } from './quarantine/index.js';
import { controllers } from './controllers.js';
import { teamDocs } from './teams/index.js';
import { ticketDocs } from './tickets/index.js';
import { webhookDocs } from './webhooks/index.js';

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
