import { asked, givenAgent, happened, minute } from '../../testing/index.js';
import { AgentAlreadyAdded, AgentNotFound, mostTeams, TooManyTeams } from '../index.js';

const lina = { ...asked('c9', minute(9), 'admin'), agentId: 'lina' };
const added = happened(minute(0), 'AgentAdded', { profileKey: 'Lina', cause: 'c1' });
const joined = (teamId: string, cause = `join ${teamId}`) => happened(minute(1), 'AgentJoinedTeam', { teamId, cause });
const deactivated = happened(minute(2), 'AgentDeactivated', { cause: 'c2' });

describe('an agent', () => {
  it('is added once: again under the same name changes nothing', () => {
    const again = { ...lina, kind: 'AddAgent', profileKey: 'Lina' } as const;
    givenAgent()
      .when(again)
      .then({ type: 'AgentAdded', clear: { profileKey: 'Lina', cause: 'c9' } });
    givenAgent(added).when(again).thenNothing();
    givenAgent(added, deactivated).when(again).thenNothing();
  });

  it('keeps their id: nobody else is added under it', () => {
    const other = { ...lina, kind: 'AddAgent', profileKey: 'Omar' } as const;
    givenAgent(added).when(other).thenRefused(AgentAlreadyAdded, { code: 'AGENT.ALREADY_ADDED', agentId: 'lina' });
  });

  it('can be renamed, also while deactivated', () => {
    const rename = { ...lina, kind: 'RenameAgent', profileKey: 'Lina A.' } as const;
    const renamed = { type: 'AgentRenamed', clear: { profileKey: 'Lina A.', cause: 'c9' } } as const;
    givenAgent(added).when(rename).then(renamed);
    givenAgent(added, deactivated).when(rename).then(renamed);
    givenAgent(added)
      .when({ ...rename, profileKey: 'Lina' })
      .thenNothing();
  });

  it('is deactivated and comes back, each once', () => {
    const [leave, back] = [
      { ...lina, kind: 'DeactivateAgent' },
      { ...lina, kind: 'ReactivateAgent' },
    ] as const;
    givenAgent(added)
      .when(leave)
      .then({ type: 'AgentDeactivated', clear: { cause: 'c9' } });
    givenAgent(added, deactivated).when(leave).thenNothing();
    givenAgent(added, deactivated)
      .when(back)
      .then({ type: 'AgentReactivated', clear: { cause: 'c9' } });
    givenAgent(added).when(back).thenNothing();
  });

  it('joins and leaves teams, each once', () => {
    const [join, leave] = [
      { ...lina, kind: 'JoinTeam', teamId: 'billing' },
      { ...lina, kind: 'LeaveTeam', teamId: 'billing' },
    ] as const;
    givenAgent(added)
      .when(join)
      .then({ type: 'AgentJoinedTeam', clear: { teamId: 'billing', cause: 'c9' } });
    givenAgent(added, joined('billing')).when(join).thenNothing();
    givenAgent(added, joined('billing'))
      .when(leave)
      .then({ type: 'AgentLeftTeam', clear: { teamId: 'billing', cause: 'c9' } });
    givenAgent(added, joined('sales')).when(leave).thenNothing();
  });

  it('is in the same teams when they come back', () => {
    const back = happened(minute(3), 'AgentReactivated', { cause: 'c3' });
    givenAgent(added, joined('billing'), deactivated, back)
      .when({ ...lina, kind: 'JoinTeam', teamId: 'billing' })
      .thenNothing();
  });

  it(`is in ${mostTeams} teams at most`, () => {
    const teams = Array.from({ length: mostTeams }, (_, place) => joined(`team-${place}`));
    givenAgent(added, ...teams)
      .when({ ...lina, kind: 'JoinTeam', teamId: 'one-more' })
      .thenRefused(TooManyTeams, { code: 'AGENT.TOO_MANY_TEAMS', most: mostTeams });
  });

  it('does what a command asks once, however much later it is repeated', () => {
    givenAgent(added, joined('billing', 'c9'), happened(minute(2), 'AgentLeftTeam', { teamId: 'billing', cause: 'c2' }))
      .when({ ...lina, kind: 'JoinTeam', teamId: 'billing' })
      .thenNothing();
  });

  it.each(['DeactivateAgent', 'ReactivateAgent'] as const)('must have been added: %s is refused', (kind) => {
    givenAgent()
      .when({ ...lina, kind })
      .thenRefused(AgentNotFound, { code: 'AGENT.NOT_FOUND', agentId: 'lina' });
  });
});
