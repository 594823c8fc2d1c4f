import type { Call } from '../load/call-load.process.js';
import { crowdCustomer, customersIn } from '../load/crowd-story.js';
import type { Crowd } from '../load/crowd-story.js';
import type { ServingDesk } from './serving-desk.js';

/** What agents and those above them look at a queue by. */
const filters = [
  '', 'inbox=support', 'team=team-7', 'assignee=agent-7', 'unassigned=true', 'state=pending', 'state=new', 'priority=high',
  'tag=tag-3', 'language=en', 'inbox=billing&language=ar', 'team=team-7&unassigned=true', 'inbox=sales&priority=urgent',
  'waitingSince=2025-01-15T00:00:00.000Z', 'inbox=support&tag=tag-6',
] as const; // prettier-ignore
/** Pages of each of them, one after the other. */
const pagesEach = 4;
/** Pages of two hundred before the deep one: half of a large desk. */
const pagesDown = 250;
const ticketsAsked = 400;

/** Queues by many filters, their first pages and one far down; tickets; timelines short and very long. */
export async function pagesOf(desk: ServingDesk, crowd: Crowd): Promise<readonly Call[]> {
  const agent = await desk.issueKey('agent', 'agent-7');
  const supervisor = await desk.issueKey('supervisor');
  const queues = await Promise.all([agent, supervisor].map((key) => queuesFor(desk, key)));
  const others = Array.from({ length: ticketsAsked }, (_, n) => Math.floor((n * customersIn(crowd)) / ticketsAsked));
  const customers = [...others, ...Array.from({ length: 11 }, (_, n) => n)].map(crowdCustomer);
  const timelines = await Promise.all(customers.map((customer) => timelinePaths(desk, supervisor, customer)));
  const about = (kind: string, paths: readonly string[]): readonly Call[] =>
    paths.map((path) => ({ kind, path, key: supervisor }));
  return inTurn([
    queues.flat(),
    about('ticket', customers.map((customer) => `/v1/tickets/${customer}.1`)),
    about('timeline', timelines.flat()),
  ]); // prettier-ignore
}

async function queuesFor(desk: ServingDesk, key: string): Promise<readonly Call[]> {
  const lists = await Promise.all(filters.map((filter) => following(desk, key, `/v1/queue?${filter}`, pagesEach)));
  const down = await following(desk, key, '/v1/queue?limit=200', pagesDown);
  const deep = (down.at(-1) ?? '').replace('limit=200&', '');
  return [...lists.flat(), deep].map((path) => ({ kind: 'queue', path, key }));
}

/** A page of a list and those that come after it, so many at most. */
async function following(desk: ServingDesk, key: string, first: string, most: number): Promise<readonly string[]> {
  const paths = [first];
  while (paths.length < most) {
    const { next } = await desk.read<{ readonly next?: string }>(paths.at(-1) ?? first, key);
    if (next === undefined) break;
    paths.push(`${first}${first.endsWith('?') ? '' : '&'}cursor=${next}`);
  }
  return paths;
}

const timelinePaths = (desk: ServingDesk, key: string, customer: string): Promise<readonly string[]> =>
  following(desk, key, `/v1/customers/${customer}/timeline?`, 3);

/** As many of each kind, one after the other; the shorter lists begin again. */
function inTurn(kinds: readonly (readonly Call[])[]): readonly Call[] {
  const longest = Math.max(...kinds.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => kinds.flatMap((pages) => pages[at % pages.length] ?? [])).flat();
}

/** A step without a factor in common with the number of pages, so that they come in an order that follows nothing. */
const step = 7_919;

/** So many of these pages, in an order that follows nothing; again from the first when all were asked. */
export const inNoOrder = (pages: readonly Call[], count: number): readonly Call[] =>
  Array.from({ length: count }, (_, n) => pages[(n * step) % pages.length] ?? []).flat();
