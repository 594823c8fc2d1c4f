import { Command } from 'commander';
import type { AgentView } from '#queries';
import { action } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';
import type { Column } from '../terminal/index.js';
import { everyRow } from './every-row.js';

interface AgentOptions {
  readonly name: string;
  readonly address?: string;
}

/** `sijil agents list | add | rename | deactivate | reactivate` */
export function agentsCommand(surroundings: Surroundings): Command {
  const agents = new Command('agents').description('who answers for the desk');
  agents.command('list').description('all agents, with their teams').action(action(surroundings, list));
  const named = (command: Command): Command =>
    command.requiredOption('--name <name>', 'as people call them').option('--address <address>', 'e-mail address');
  named(agents.command('add').argument('<agent>', 'an id; it stands in the log for ever, so no name'))
    .description('add an agent; "sijil keys create --agent" makes their key')
    .action(action(surroundings, add));
  named(agents.command('rename').argument('<agent>'))
    .description('give an agent another name and address')
    .action(action(surroundings, rename));
  agents
    .command('deactivate')
    .argument('<agent>')
    .description('their keys open nothing any more; tickets they have stay theirs')
    .action(action(surroundings, deactivate));
  agents
    .command('reactivate')
    .argument('<agent>')
    .description('they are back, in the teams they were in')
    .action(action(surroundings, reactivate));
  return agents;
}

const columns: readonly Column<AgentView>[] = [
  { title: 'agent', of: ({ agentId }) => agentId },
  { title: 'name', of: ({ name }) => name },
  { title: 'address', of: ({ address }) => address },
  { title: 'teams', of: ({ teamIds }) => teamIds.join(' ') },
  { title: 'added', of: ({ addedAt }) => addedAt },
  { title: 'deactivated', of: ({ deactivatedAt }) => deactivatedAt ?? '' },
];

async function list(session: Session): Promise<void> {
  const { terminal } = session;
  const agents = await session.withDesk((desk) => everyRow<'agents', AgentView>(desk, 'agents'));
  terminal.answer({ agents }, () => terminal.table(columns, agents, 'No agent was added: any id is taken for one.'));
}

async function add(session: Session, id: string, { name, address }: AgentOptions): Promise<void> {
  const body = { id, name, ...(address !== undefined && { address }) };
  const answer = await session.withDesk((desk) => desk.post('/v1/agents', body));
  session.terminal.answer(answer, () => [`Agent ${id} is added.`]);
}

async function rename(session: Session, id: string, { name, address }: AgentOptions): Promise<void> {
  const body = { name, ...(address !== undefined && { address }) };
  const answer = await session.withDesk((desk) => desk.put(pathOf(id), body));
  session.terminal.answer(answer, () => [`Agent ${id} is renamed.`]);
}

async function deactivate(session: Session, id: string): Promise<void> {
  const answer = await session.withDesk((desk) => desk.post(`${pathOf(id)}/deactivate`));
  session.terminal.answer(answer, () => [`Agent ${id} is deactivated.`]);
}

async function reactivate(session: Session, id: string): Promise<void> {
  const answer = await session.withDesk((desk) => desk.post(`${pathOf(id)}/reactivate`));
  session.terminal.answer(answer, () => [`Agent ${id} is back.`]);
}

const pathOf = (id: string): string => `/v1/agents/${encodeURIComponent(id)}`;
