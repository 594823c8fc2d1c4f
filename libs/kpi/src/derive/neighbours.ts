import type { ContactFact } from '../facts/index.js';
import type { ContactDraft } from './contacts.js';
import { inTime } from './conversation.js';

/**
 * The contacts of one person, over all its files: each with the one before and the one after, of all and of its topic.
 * Those that stand in no figure about repeats repeat nothing and are repeated by nothing.
 */
export function withNeighbours(personId: string, drafts: readonly ContactDraft[]): readonly ContactFact[] {
  const alone = drafts.map((draft) => ({ ...draft, personId, ...nobody }));
  const linked = alone.filter(({ exclusion }) => exclusion === '').sort(inTime);
  const befores = new Map<string, Linked>();
  for (const contact of linked) {
    join(befores.get(''), contact, 'next', 'previous');
    befores.set('', contact);
    if (contact.topic === '') continue;
    join(befores.get(contact.topic), contact, 'nextOfTopic', 'previousOfTopic');
    befores.set(contact.topic, contact);
  }
  return alone;
}

const nobody = { next: null, previous: null, nextOfTopic: null, previousOfTopic: null };
type Neighbour = keyof typeof nobody;
type Linked = ContactDraft & { personId: string } & Record<Neighbour, string | null>;

function join(before: Linked | undefined, after: Linked, forward: Neighbour, backward: Neighbour): void {
  if (before === undefined) return;
  before[forward] = after.at;
  after[backward] = before.at;
}
