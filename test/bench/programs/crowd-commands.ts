import type { Call } from '../load/call-load.process.js';
import { agentOf, crowdCustomer, customersIn, isUnclaimed } from '../load/crowd-story.js';
import type { Crowd } from '../load/crowd-story.js';
import { textOf } from '../load/samples.js';
import type { ServingDesk } from './serving-desk.js';

/** Commands of one ticket’s chain. */
export const commandsEach = 5;

/** What agents do with tickets nobody has: each takes those of their own team, works and resolves them. */
export async function ticketWork(desk: ServingDesk, crowd: Crowd): Promise<readonly (readonly Call[])[]> {
  const numbers = Array.from({ length: customersIn(crowd) }, (_, n) => n).filter(isUnclaimed);
  const agents = [...new Set(numbers.map(agentOf))];
  const keys = new Map<string, string>();
  for (const agent of agents) keys.set(agent, await desk.issueKey('agent', agent));
  return numbers.map((n) => workOn(n, keys.get(agentOf(n)) ?? ''));
}

function workOn(n: number, key: string): readonly Call[] {
  const command = (kind: string, body?: object): Call => ({
    kind,
    key,
    path: `/v1/tickets/${crowdCustomer(n)}.1/${kind}`,
    body: body === undefined ? '' : JSON.stringify(body),
  });
  return [
    command('claim'),
    command('tags', { tag: `tag-${n % 20}-more` }),
    command('notes', { text: textOf(n, 80) }),
    command('replies', { text: textOf(n + 1, 200) }),
    command('resolution'),
  ];
}
