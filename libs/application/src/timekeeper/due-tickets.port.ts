import type { Instant } from '#domain';

/** A ticket for which time alone changes something. */
export interface DueTicket {
  readonly ticketId: string;
  /** `wake`: its snooze is over; `close`: its reopen window is. */
  readonly what: 'wake' | 'close';
  readonly dueAt: Instant;
}

/** Knows from the pages what is due; pages may lag, so the file itself has the last word. */
export interface DueTickets {
  dueBefore(now: Instant, limit: number): Promise<readonly DueTicket[]>;
}
