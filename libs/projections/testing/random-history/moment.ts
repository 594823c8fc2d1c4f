import type { Clue, CustomerFile, Instant } from '#domain';
import { minute } from '#domain/testing';

/** When something is tried, on which file, and what chance says of it. */
export interface Moment {
  /** Of the command; nothing else has it. */
  readonly id: string;
  /** Counts what was tried. */
  readonly count: number;
  readonly minutes: number;
  readonly pick: number;
  readonly file: CustomerFile;
}

/** The inbox's rule in these stories: six hours. */
export const policy = { reopenWindowSeconds: 6 * 60 * 60, version: 'threading@1' };

/** The instant of a moment; of what is told so many minutes late, the one before. */
export const instantOf = ({ minutes }: Moment, late = 0): Instant => minute(minutes - late);

export const ticketIds = ({ tickets, customerId }: CustomerFile): readonly string[] =>
  Array.from({ length: tickets.size }, (_, place) => `${customerId}.${place + 1}`);

export const conversationIds = ({ conversations, customerId }: CustomerFile): readonly string[] =>
  Array.from({ length: conversations.size }, (_, place) => `${customerId}.c${place + 1}`);

/** A clue to one of the first conversations of a file; at times to none. */
export function cluesOf({ file, pick }: Moment): readonly Clue[] {
  const conversationId = conversationIds(file)[pick % 4];
  return conversationId === undefined ? [] : [{ conversationId, reason: 'in-reply-to' }];
}
