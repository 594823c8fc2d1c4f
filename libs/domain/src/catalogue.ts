import type { EventKind, FactOf } from './event/index.js';
import { agentKinds } from './agent/agent.events.js';
import { customerFileKinds } from './customer-file/customer-file.events.js';
import { identityKinds } from './identity/identity.events.js';
import { inboxEventKinds } from './inbox/inbox.events.js';
import { parkingKinds } from './parking/parking.events.js';
import { teamKinds } from './team/team.events.js';

/** Every kind of event the desk can write, in the order of the road. */
export const eventKinds = [
  ...customerFileKinds,
  ...identityKinds,
  ...inboxEventKinds,
  ...agentKinds,
  ...teamKinds,
  ...parkingKinds,
] as const;

/** Any fact at all. */
export type AnyFact = FactOf<(typeof eventKinds)[number]>;

/** The fact with this name. */
export type FactNamed<Type extends AnyFact['type']> = Extract<AnyFact, { readonly type: Type }>;

const byType: ReadonlyMap<string, EventKind> = new Map(eventKinds.map((kind) => [kind.type, kind as EventKind]));

/** The kind with this name, or `undefined` when this code does not know it (readers then stop: they never skip). */
export const eventKindOf = (type: string): EventKind | undefined => byType.get(type);
