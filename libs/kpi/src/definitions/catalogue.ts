import { callDefinitions } from './call.definitions.js';
import { contactDefinitions } from './contact.definitions.js';
import type { Definition } from './definition.js';
import { ticketDefinitions } from './ticket.definitions.js';

/** Every KPI, in the order of their ids. */
export const definitions: readonly Definition[] = [
  ...contactDefinitions,
  ...callDefinitions,
  ...ticketDefinitions,
].toSorted((one, other) => (one.id < other.id ? -1 : 1));

const byId = new Map(definitions.map((definition) => [definition.id, definition]));

/** The definition with this id; `undefined` where there is none. */
export const definitionOf = (id: string): Definition | undefined => byId.get(id);
