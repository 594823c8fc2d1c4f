import { DeskRefusal } from '../../desk/index.js';
import type { DeskClient, PersonOverHttp, TicketOverHttp } from '../../desk/index.js';

/** Somebody who asked, as the desk knows them. */
export interface KnownPerson {
  readonly customerIds: readonly string[];
  readonly channels: ReadonlySet<string>;
  readonly tickets: number;
  readonly reopenings: number;
  /** Tickets that an agent has answered. */
  readonly answered: number;
}

/** Everybody who has a ticket: found by walking the tickets' numbers and asking who each customer is. */
export async function peopleOf(desk: DeskClient): Promise<readonly KnownPerson[]> {
  const people = new Map<string, KnownPerson>();
  for await (const { customerId, channel, reopenings, answeredAt } of ticketsOf(desk)) {
    const known = people.get(customerId) ?? (await strangerAt(desk, customerId));
    const met = {
      ...known,
      channels: new Set([...known.channels, channel]),
      tickets: known.tickets + 1,
      reopenings: known.reopenings + reopenings,
      answered: known.answered + (answeredAt === null ? 0 : 1),
    };
    for (const id of met.customerIds) people.set(id, met);
  }
  return [...new Set(people.values())];
}

async function strangerAt(desk: DeskClient, customerId: string): Promise<KnownPerson> {
  const { customerIds } = await desk.get<PersonOverHttp>(`/v1/people/${customerId}`);
  return { customerIds, channels: new Set(), tickets: 0, reopenings: 0, answered: 0 };
}

/** Numbers are given out in order, so the first that is missing is the end. */
async function* ticketsOf(desk: DeskClient): AsyncGenerator<TicketOverHttp['ticket'], void> {
  for (let first = 1; ; first += atOnce) {
    const numbers = Array.from({ length: atOnce }, (_, n) => first + n);
    const tickets = await Promise.all(numbers.map((number) => ticketAt(desk, number)));
    for (const ticket of tickets) if (ticket) yield ticket;
    if (tickets.includes(undefined)) return;
  }
}
const atOnce = 16;

async function ticketAt(desk: DeskClient, number: number): Promise<TicketOverHttp['ticket'] | undefined> {
  try {
    return (await desk.get<TicketOverHttp>(`/v1/tickets/${number}`)).ticket;
  } catch (error) {
    if (error instanceof DeskRefusal && error.status === 404) return undefined;
    throw error;
  }
}
