import type { DeskFacts } from '#desk-store';
import type { Instant } from '#domain';

const heldFact = 'outbox-held';

/** Since when nothing leaves this desk; `undefined` where replies leave. */
export async function heldSince(facts: DeskFacts): Promise<Instant | undefined> {
  return (await facts.get(heldFact)) || undefined;
}

/** From now on replies are kept in the outbox until a person releases it. */
export const holdOutbox = (facts: DeskFacts, now: Instant): Promise<void> => facts.set(heldFact, now);

/** Replies may leave again. */
export const releaseOutbox = (facts: DeskFacts): Promise<void> => facts.set(heldFact, '');
