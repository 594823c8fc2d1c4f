import type { AnyFact } from '#domain';
import type { RecordedEvent } from '#event-log';

/** A recorded event whose type and clear fields are known to belong together. */
export type Told<F extends AnyFact> = F extends AnyFact ? Omit<RecordedEvent, 'type' | 'clear'> & F : never;

/**
 * A recorded event with its sealed parts opened: each part's text by name (JSON as `#sealing` describes it).
 * A part whose key was destroyed is absent, though the event still names it: pages show it as erased.
 */
export interface Opened<F extends AnyFact = AnyFact> {
  readonly event: Told<F>;
  readonly parts: Readonly<Record<string, string>>;
}
export interface OpenedEvent {
  readonly event: RecordedEvent;
  readonly parts: Readonly<Record<string, string>>;
}

/** Opens the parts pages are made of (`pageParts`); events come back in the order given. */
export type Opener = (events: readonly RecordedEvent[]) => Promise<readonly OpenedEvent[]>;

/** The sealed parts a page shows. Attachments' bytes are not among them: they stay in the log until somebody asks. */
export const pageParts: ReadonlySet<string> = new Set(['sender', 'content', 'handle', 'detail', 'profile', 'name']);

/** An opened part read as JSON; `undefined` where it was erased or the event has none of that name. */
export function partOf<Part>({ parts }: OpenedEvent, name: string): Part | undefined {
  const opened = parts[name];
  return opened === undefined ? undefined : (JSON.parse(opened) as Part);
}

/** 1 when the event had this part once and its key was destroyed since. */
export const erasedPart = ({ event, parts }: OpenedEvent, name: string): 0 | 1 =>
  name in event.sealed && !(name in parts) ? 1 : 0;
