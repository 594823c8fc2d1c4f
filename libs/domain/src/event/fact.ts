/**
 * What a fact may say in the clear: strings, safe integers, booleans, and lists of strings.
 * No personal data ever stands here: addresses, numbers and native ids appear only as keyed digests.
 */
export type ClearValue = string | number | boolean | readonly string[];

/** The clear fields of one event. */
export type Clear = Readonly<Record<string, ClearValue>>;

/** An instant in UTC with milliseconds, always 24 characters (`2026-03-01T08:00:00.000Z`), so that text order is time order. */
export type Instant = string;

/** Who acted. KPI definitions depend on the class. */
export const actorClasses = ['customer', 'agent', 'bot', 'automation', 'system'] as const;
export type ActorClass = (typeof actorClasses)[number];
export interface Actor {
  readonly class: ActorClass;
  /** An agent's id, a rule's name; the customer's id for customers. Never a name or an address. */
  readonly id: string;
}

/** A fact as the domain thinks of it: what happened, in clear words. */
export interface Fact<Type extends string = string, Fields extends Clear = Clear> {
  readonly type: Type;
  readonly clear: Fields;
}
