import { Command, Option } from 'commander';
import { priorities } from '#domain';
import type { Priority } from '#domain';
import type { QueuedState, Questions, TicketView } from '#queries';
import { DeskRefusal } from '../desk/index.js';
import type { DeskClient, Query, QueueOverHttp, TicketOverHttp, TimelineOverHttp } from '../desk/index.js';
import { action, numberArgument } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';
import { isolated, oneLine } from '../terminal/index.js';
import { queueColumns, ticketFacts, timelineColumns } from '../views/index.js';
import { customerIn } from './customer-in.js';

interface PageOptions {
  readonly limit: number;
  readonly cursor?: string;
  readonly timeZone: string;
  readonly scratch?: true;
}
type TicketOptions = Pick<PageOptions, 'timeZone' | 'scratch'>;
interface QueueOptions extends PageOptions {
  readonly inbox?: string;
  readonly team?: string;
  readonly assignee?: string;
  readonly unassigned?: true;
  readonly state?: QueuedState;
  readonly priority?: Priority;
  readonly tag?: string;
  readonly language?: string;
  readonly waitingSince?: string;
}

const scratchMeans = 'of the pages that sijil replay --into scratch made';
const queuedStates: readonly QueuedState[] = ['new', 'open', 'pending', 'snoozed'];
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
    .option('--scratch', scratchMeans)
    .description('what is known of a ticket')
    .action(action(surroundings, showTicket));
  pageOptions(show.command('queue'))
    .description('tickets in the order they must be answered')
    .option('--inbox <inbox>', 'of one inbox')
    .option('--team <team>', 'of one team')
    .option('--assignee <agent>', "an agent's own")
    .option('--unassigned', 'only those nobody has')
    .addOption(new Option('--state <state>', 'new and open where it is left out').choices(queuedStates))
    .addOption(new Option('--priority <priority>', 'of this priority').choices(priorities))
    .option('--tag <tag>', 'with this tag')
    .option('--language <language>', "of the customer's last message, such as ar")
    .option('--waiting-since <instant>', 'only customers who have waited at least since then')
    .action(action(surroundings, showQueue));
  return show;
}

const pageOptions = (command: Command): Command =>
  command
    .option('--limit <rows>', 'how many rows', numberArgument(1, 200), 50)
    .option('--cursor <cursor>', 'where the page before ended')
    .option('--scratch', scratchMeans)
    .option('--time-zone <zone>', 'in which times are shown', here);

async function showTimeline(session: Session, customer: string, options: PageOptions): Promise<void> {
  const { terminal } = session;
  const { timeZone, scratch = false, limit, cursor } = options;
  const timeline = await (scratch
    ? askScratch(session, (questions) => questions.timelineOf(customer, { limit, before: cursor }))
    : session.withDesk((desk) => timelineAt(desk, customer, { limit, cursor })));
  terminal.answer(timeline, () => [
    ...terminal.table(timelineColumns({ timeZone }), timeline.entries, 'Nothing is known of this customer.'),
    ...nextPage(timeline.next),
  ]);
}

async function timelineAt(desk: DeskClient, customer: string, page: Query): Promise<TimelineOverHttp> {
  const id = await customerIn(desk, customer);
  return desk.get<TimelineOverHttp>(`/v1/customers/${encodeURIComponent(id)}/timeline`, page);
}

async function showTicket(session: Session, ticket: string, { timeZone, scratch }: TicketOptions): Promise<void> {
  const { terminal } = session;
  const answer = await (scratch
    ? ticketInScratch(session, ticket)
    : session.withDesk((desk) => desk.get<TicketOverHttp>(`/v1/tickets/${encodeURIComponent(ticket)}`)));
  terminal.answer(answer, () =>
    ticketFacts(answer, { timeZone }).map(
      ([name, value]) => `${terminal.tone('dim', name.padEnd(14))}  ${isolated(oneLine(value))}`,
    ),
  );
}

async function showQueue(session: Session, { timeZone: _, scratch, ...options }: QueueOptions): Promise<void> {
  const { terminal } = session;
  const { unassigned, ...rest } = options;
  const query = { ...rest, ...(unassigned && { unassigned: 'true' }) };
  const queue = await (scratch
    ? askScratch(session, (questions) => questions.queue(placesOf(options)))
    : session.withDesk((desk) => desk.get<QueueOverHttp>('/v1/queue', query)));
  const columns = queueColumns(new Date().toISOString());
  terminal.answer(queue, () => [...terminal.table(columns, queue.tickets, 'Nobody waits.'), ...nextPage(queue.next)]);
}

async function ticketInScratch(session: Session, named: string): Promise<TicketOverHttp> {
  const id = /^\d{1,12}$/.test(named) ? Number(named) : named;
  const answer = await askScratch<{ readonly ticket?: TicketView }>(session, (questions) => questions.ticket(id));
  if (answer.ticket === undefined) throw new DeskRefusal('TICKET.NOT_FOUND', 404, `there is no ticket ${named} there`);
  return { ticket: answer.ticket, position: answer.position };
}

/** Pages of a replay lie in files of their own: they are opened only where they are asked. */
async function askScratch<Result>(
  { settings }: Session,
  question: (questions: Questions) => Promise<Result & { readonly position: bigint }>,
) {
  const scratch = await import('../replay/scratch-pages.js');
  return scratch.askScratch(settings, question);
}

const placesOf = ({ assignee, unassigned, cursor, ...filters }: Omit<QueueOptions, 'timeZone'>) => ({
  ...filters,
  assignee: unassigned ? null : assignee,
  after: cursor,
});

const nextPage = (next: string | undefined): readonly string[] =>
  next === undefined ? [] : ['', `There is more: --cursor ${next}`];
