import { AgentController } from './agents/index.js';
import { CustomerController } from './customers/index.js';
import { FeedController } from './feed/index.js';
import { InboxController } from './inboxes/index.js';
import { KeyController } from './keys/index.js';
import { KpiController, KpiProofController } from './kpis/index.js';
import { MessageController } from './messages/index.js';
import { LiveController } from './live/index.js';
import { MetricsController } from './metrics/index.js';
import { OperationsController } from './operations/index.js';
import { OutboxController } from './outbox/index.js';
import { PageController } from './pages/index.js';
import { ParkedController } from './parked/index.js';
import { PresenceController } from './presence/index.js';
import { QuarantineController } from './quarantine/index.js';
import { TeamController } from './teams/index.js';
import { TicketController } from './tickets/index.js';
import { WebhookController } from './webhooks/index.js';

/** What is served under /v1, beside the door. */
export const controllers = [
  TicketController,
  CustomerController,
  PageController,
  MessageController,
  QuarantineController,
  InboxController,
  AgentController,
  TeamController,
  KeyController,
  OperationsController,
  KpiController,
  KpiProofController,
  OutboxController,
  ParkedController,
  MetricsController,
  FeedController,
  WebhookController,
  LiveController,
  PresenceController,
] as const;
