/** The pages show no such ticket: it never was, or they have not reached it yet. */
export class TicketNotThere extends Error {
  readonly code = 'TICKET.NOT_FOUND';
  constructor(readonly ticketId: string) {
    super(`there is no ticket "${ticketId}"`);
  }
}
