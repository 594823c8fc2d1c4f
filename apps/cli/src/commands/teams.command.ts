import { Command } from 'commander';
import type { TeamView } from '#queries';
import { action } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';
import type { Column } from '../terminal/index.js';
import { everyRow } from './every-row.js';

interface TeamOptions {
  readonly name: string;
}

/** `sijil teams list | add | rename | deactivate | reactivate | join | leave` */
export function teamsCommand(surroundings: Surroundings): Command {
  const teams = new Command('teams').description('which agents work together');
  teams.command('list').description('all teams, with their agents').action(action(surroundings, list));
  teams
    .command('add')
    .argument('<team>', 'an id; it stands in the log for ever')
    .requiredOption('--name <name>', 'as people call it')
    .description('create a team; from the first on, agents work for their own teams only')
    .action(action(surroundings, add));
  teams
    .command('rename')
    .argument('<team>')
    .requiredOption('--name <name>', 'as people call it')
    .description('give a team another name')
    .action(action(surroundings, rename));
  teams
    .command('deactivate')
    .argument('<team>')
    .description('nothing is handed to it any more; what it has stays with it')
    .action(action(surroundings, deactivate));
  teams
    .command('reactivate')
    .argument('<team>')
    .description('it is at work again')
    .action(action(surroundings, reactivate));
  membership(teams, 'join', 'put an agent into a team').action(action(surroundings, join));
  membership(teams, 'leave', 'take an agent out of a team; tickets they have stay theirs').action(
    action(surroundings, leave),
  );
  return teams;
}

const membership = (teams: Command, name: string, description: string): Command =>
  teams.command(name).argument('<team>').argument('<agent>').description(description);

const columns: readonly Column<TeamView>[] = [
  { title: 'team', of: ({ teamId }) => teamId },
  { title: 'name', of: ({ name }) => name },
  { title: 'agents', of: ({ agentIds }) => agentIds.join(' ') },
  { title: 'created', of: ({ createdAt }) => createdAt },
  { title: 'deactivated', of: ({ deactivatedAt }) => deactivatedAt ?? '' },
];

async function list(session: Session): Promise<void> {
  const { terminal } = session;
  const teams = await session.withDesk((desk) => everyRow<'teams', TeamView>(desk, 'teams'));
  terminal.answer({ teams }, () => terminal.table(columns, teams, 'No team was created: every agent sees everything.'));
}

async function add(session: Session, id: string, { name }: TeamOptions): Promise<void> {
  const answer = await session.withDesk((desk) => desk.post('/v1/teams', { id, name }));
  session.terminal.answer(answer, () => [`Team ${id} is created.`]);
}

async function rename(session: Session, id: string, { name }: TeamOptions): Promise<void> {
  const answer = await session.withDesk((desk) => desk.put(pathOf(id), { name }));
  session.terminal.answer(answer, () => [`Team ${id} is renamed.`]);
}

async function deactivate(session: Session, id: string): Promise<void> {
  const answer = await session.withDesk((desk) => desk.post(`${pathOf(id)}/deactivate`));
  session.terminal.answer(answer, () => [`Team ${id} is deactivated.`]);
}

async function reactivate(session: Session, id: string): Promise<void> {
  const answer = await session.withDesk((desk) => desk.post(`${pathOf(id)}/reactivate`));
  session.terminal.answer(answer, () => [`Team ${id} is at work again.`]);
}

async function join(session: Session, team: string, agent: string): Promise<void> {
  const answer = await session.withDesk((desk) => desk.put(memberPath(team, agent), {}));
  session.terminal.answer(answer, () => [`${agent} is in team ${team}.`]);
}

async function leave(session: Session, team: string, agent: string): Promise<void> {
  const answer = await session.withDesk((desk) => desk.delete(memberPath(team, agent)));
  session.terminal.answer(answer, () => [`${agent} is in team ${team} no more.`]);
}

const pathOf = (id: string): string => `/v1/teams/${encodeURIComponent(id)}`;
const memberPath = (team: string, agent: string): string => `${pathOf(team)}/members/${encodeURIComponent(agent)}`;
