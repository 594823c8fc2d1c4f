import {
  decideAgent,
  decideCustomerFile,
  decideHandle,
  decideInbox,
  decideLink,
  decideParking,
  decideTeam,
  emptyAgent,
  emptyCustomerFile,
  emptyHandle,
  emptyInbox,
  emptyLink,
  emptyParking,
  emptyTeam,
  evolveAgent,
  evolveCustomerFile,
  evolveHandle,
  evolveInbox,
  evolveLink,
  evolveParking,
  evolveTeam,
  happenedAt,
} from '../src/index.js';
import type { CustomerFile, CustomerFileCommand, CustomerFileEvent, Dated } from '../src/index.js';
import { scenariosOf } from './scenario.js';

/** Scenarios of the file of customer `ann`. */
export const givenFile = scenariosOf({
  empty: emptyCustomerFile('ann'),
  decide: decideCustomerFile,
  evolve: evolveCustomerFile,
});
/** Scenarios of one handle. */
export const givenHandle = scenariosOf({ empty: emptyHandle(), decide: decideHandle, evolve: evolveHandle });
/** Scenarios of the link between two customers. */
export const givenLink = scenariosOf({ empty: emptyLink(), decide: decideLink, evolve: evolveLink });
/** Scenarios of one inbox. */
export const givenInbox = scenariosOf({ empty: emptyInbox(), decide: decideInbox, evolve: evolveInbox });
/** Scenarios of one agent. */
export const givenAgent = scenariosOf({ empty: emptyAgent(), decide: decideAgent, evolve: evolveAgent });
/** Scenarios of one team. */
export const givenTeam = scenariosOf({ empty: emptyTeam(), decide: decideTeam, evolve: evolveTeam });

/** Scenarios of what is decided about parked events. */
export const givenParking = scenariosOf({ empty: emptyParking(), decide: decideParking, evolve: evolveParking });

/** A file folded from these facts. */
export const folded = (customerId: string, history: readonly Dated<CustomerFileEvent>[]): CustomerFile =>
  history.reduce(evolveCustomerFile, emptyCustomerFile(customerId));

/** The file after these commands, and the facts they left, dated. Errors: the refusal of the first that is refused. */
export function carriedOut(file: CustomerFile, ...commands: readonly CustomerFileCommand[]) {
  const facts: Dated<CustomerFileEvent>[] = [];
  for (const command of commands) {
    for (const decided of decideCustomerFile(file, command)) {
      const dated = { ...decided, occurredAt: happenedAt(command) };
      facts.push(dated);
      file = evolveCustomerFile(file, dated);
    }
  }
  return { file, facts };
}
