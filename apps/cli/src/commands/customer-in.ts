import type { DeskClient, TicketOverHttp } from '../desk/index.js';

/** The id of a customer who is named by it, or by the number of one of their tickets: ids are longer than any number. */
export async function customerIn(desk: DeskClient, named: string): Promise<string> {
  if (!/^\d{1,12}$/.test(named)) return named;
  return (await desk.get<TicketOverHttp>(`/v1/tickets/${named}`)).ticket.customerId;
}
