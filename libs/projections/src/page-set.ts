import type { PageSet, RowOf, Table } from '#read-store';
import { agentsProjection, teamsProjection } from './agents/index.js';
import type { agents, teamMembers, teams } from './agents/index.js';
import { customerFileProjection } from './customer-file/index.js';
import type { deliveries } from './deliveries/index.js';
import type { due } from './due/index.js';
import { inboxProjection } from './inboxes/index.js';
import type { inboxes } from './inboxes/index.js';
import type { saidNames } from './names/index.js';
import { parkedProjection } from './parked/index.js';
import type { parked } from './parked/index.js';
import { handlesProjection, linksProjection } from './people/index.js';
import type { dismissals, handles, links } from './people/index.js';
import type { Category, Projection } from './projection/index.js';
import type { quarantine } from './quarantine/index.js';
import type { queue, queueTags } from './queue/index.js';
import type { search } from './search/index.js';
import type { conversations, ticketNumbers, tickets, ticketSpans } from './tickets/index.js';
import type { timeline } from './timeline/index.js';
import type { volume } from './volume/index.js';
import type { workload } from './workload/index.js';

/** The projection of each category of stream. */
export const projections: { readonly [C in Category]: Projection<C> } = {
  customer: customerFileProjection,
  handle: handlesProjection,
  link: linksProjection,
  inbox: inboxProjection,
  agent: agentsProjection,
  team: teamsProjection,
  pages: parkedProjection,
};

const all = Object.values(projections);

/** Every page, under one checkpoint. The version rises with that of any projection. */
export const deskPages: PageSet = {
  version: all.reduce((sum, { version }) => sum + version, 1 - all.length),
  tables: all.flatMap(({ tables }): readonly Table[] => tables),
};

/** Table name to row: what questions are typed by. */
export interface PageTables {
  readonly timeline: RowOf<typeof timeline>;
  readonly search: RowOf<typeof search>;
  readonly saidNames: RowOf<typeof saidNames>;
  readonly volume: RowOf<typeof volume>;
  readonly conversations: RowOf<typeof conversations>;
  readonly tickets: RowOf<typeof tickets>;
  readonly ticketNumbers: RowOf<typeof ticketNumbers>;
  readonly ticketSpans: RowOf<typeof ticketSpans>;
  readonly queue: RowOf<typeof queue>;
  readonly queueTags: RowOf<typeof queueTags>;
  readonly due: RowOf<typeof due>;
  readonly workload: RowOf<typeof workload>;
  readonly deliveries: RowOf<typeof deliveries>;
  readonly handles: RowOf<typeof handles>;
  readonly links: RowOf<typeof links>;
  readonly dismissals: RowOf<typeof dismissals>;
  readonly inboxes: RowOf<typeof inboxes>;
  readonly quarantine: RowOf<typeof quarantine>;
  readonly agents: RowOf<typeof agents>;
  readonly teams: RowOf<typeof teams>;
  readonly teamMembers: RowOf<typeof teamMembers>;
  readonly parked: RowOf<typeof parked>;
}
