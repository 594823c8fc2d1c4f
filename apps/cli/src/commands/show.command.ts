import { Command } from 'commander';
import type { DeskClient, QueueOverHttp, TicketOverHttp, TimelineOverHttp } from '../desk/index.js';
import { action, numberArgument } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';
import { isolated, oneLine } from '../terminal/index.js';
import { queueColumns, ticketFacts, timelineColumns } from '../views/index.js';

interface PageOptions {
  readonly limit: number;
  readonly cursor?: string;
  readonly timeZone: string;
}
interface QueueOptions extends PageOptions {
  readonly inbox?: string;
  readonly team?: string;
  readonly agent?: string;
  readonly unassigned?: true;
}

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `sijil show timeline | ticket | queue` */
export function showCommand(surroundings: Surroundings): Command {
  const show = new Command('show').description('pages of the desk');
  pageOptions(show.command('timeline').argument('<customer>', 'a customer, or the number of one of their tickets'))
    .description("a customer's whole story over all channels, newest first")
    .action(action(surroundings, showTimeline));
  show
    .command('ticket')
    .argument('<ticket>', 'its number or its id')
    .option('--time-zone <zone>', 'in which times are shown', here)
    .description('what is known of a ticket')
    .action(action(surroundings, showTicket));
  pageOptions(show.command('queue'))
    .description('tickets in the order they must be answered')
    .option('--inbox <inbox>', 'of one inbox')
    .option('--team <team>', 'of one team')
    .option('--agent <agent>', "an agent's own")
    .option('--unassigned', 'only those nobody has')
    .action(action(surroundings, showQueue));
  return show;
}

const pageOptions = (command: Command): Command =>
  command
    .option('--limit <rows>', 'how many rows', numberArgument(1, 200), 50)
    .option('--cursor <cursor>', 'where the page before ended')
    .option('--time-zone <zone>', 'in which times are shown', here);

async function showTimeline(session: Session, customer: string, { timeZone, ...page }: PageOptions): Promise<void> {
  const { terminal } = session;
  const timeline = await session.withDesk(async (desk) => {
    const id = await customerIn(desk, customer);
    return desk.get<TimelineOverHttp>(`/v1/customers/${encodeURIComponent(id)}/timeline`, { ...page });
  });
  terminal.answer(timeline, () => [
    ...terminal.table(timelineColumns({ timeZone }), timeline.entries, 'Nothing is known of this customer.'),
    ...nextPage(timeline.next),
  ]);
}

/** Customers' ids are longer than any number of a ticket. */
async function customerIn(desk: DeskClient, named: string): Promise<string> {
  if (!/^\d{1,12}$/.test(named)) return named;
  return (await desk.get<TicketOverHttp>(`/v1/tickets/${named}`)).ticket.customerId;
}

async function showTicket(session: Session, ticket: string, { timeZone }: { timeZone: string }): Promise<void> {
  const { terminal } = session;
  const answer = await session.withDesk((desk) =>
    desk.get<TicketOverHttp>(`/v1/tickets/${encodeURIComponent(ticket)}`),
  );
  terminal.answer(answer, () =>
    ticketFacts(answer, { timeZone }).map(
      ([name, value]) => `${terminal.tone('dim', name.padEnd(14))}  ${isolated(oneLine(value))}`,
    ),
  );
}

async function showQueue(session: Session, { timeZone: _, ...options }: QueueOptions): Promise<void> {
  const { terminal } = session;
  const { unassigned, ...rest } = options;
  const query = { ...rest, ...(unassigned && { unassigned: 'true' }) };
  const queue = await session.withDesk((desk) => desk.get<QueueOverHttp>('/v1/queue', query));
  const columns = queueColumns(new Date().toISOString());
  terminal.answer(queue, () => [...terminal.table(columns, queue.tickets, 'Nobody waits.'), ...nextPage(queue.next)]);
}

const nextPage = (next: string | undefined): readonly string[] =>
  next === undefined ? [] : ['', `There is more: --cursor ${next}`];
