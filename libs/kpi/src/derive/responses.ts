import { msBetween } from '../definitions/definition.js';
import type { Item } from '../case-history/item.js';

/** What was asked, and the reply that answered it; without one it still waits. */
export interface Response {
  readonly asked: Item;
  readonly reply: Item | undefined;
}

/** How a ticket was answered. */
export interface Responses {
  /** The first reply at or after its opening. */
  readonly first: Item | undefined;
  /** What was asked after the first reply of all; the last may still wait. */
  readonly next: readonly Response[];
}

/** Walks what was said on one ticket, in time order: customers' messages and agents' replies. */
export function responsesOf(said: readonly Item[], openedAt: string): Responses {
  const next: Response[] = [];
  let asked: Item | undefined;
  let isAnswered = false;
  for (const item of said) {
    if (item.kind === 'message') asked ??= item;
    if (item.kind !== 'reply') continue;
    if (isAnswered && asked !== undefined) next.push({ asked, reply: item });
    [asked, isAnswered] = [undefined, true];
  }
  if (isAnswered && asked !== undefined) next.push({ asked, reply: undefined });
  return { first: said.find(({ kind, at }) => kind === 'reply' && at >= openedAt), next };
}

/** How long an answer took, in milliseconds; `null` while there is none. */
export const tookMs = (from: string, reply: Item | undefined): number | null =>
  reply === undefined ? null : msBetween(from, reply.at);
