import { minute } from '#domain/testing';
import { copied, History, plainOpener } from '../../testing/index.js';
import { agents, teamMembers, teams } from './index.js';

describe('agents and teams', () => {
  let history: History;
  const lina = (at: number, parts = {}) => ({ stream: 'agent-lina', occurredAt: minute(at), parts });
  const billing = (at: number, parts = {}) => ({ stream: 'team-billing', occurredAt: minute(at), parts });
  const profile = { name: 'لينا', address: 'lina@desk.example' };
  beforeEach(() => {
    history = new History();
    history.record('AgentAdded', {}, lina(0, { profile }));
  });
  const linas = async () => (await copied(history.events)).rowsOf(agents);

  it('stand under the name they were given last', async () => {
    expect(await linas()).toEqual([{ agentId: 'lina', ...profile, addedAt: minute(0), deactivatedAt: null }]);
    history.record('AgentRenamed', {}, lina(1, { profile: { name: 'لينا حداد', address: '' } }));
    expect(await linas()).toMatchObject([{ name: 'لينا حداد', address: '', addedAt: minute(0) }]);
  });

  it('stay on the page while they are deactivated, and since when', async () => {
    history.record('AgentDeactivated', {}, lina(5));
    expect(await linas()).toMatchObject([{ deactivatedAt: minute(5) }]);
    history.record('AgentReactivated', {}, lina(9));
    expect(await linas()).toMatchObject([{ deactivatedAt: null }]);
  });

  it('are nameless once they were erased', async () => {
    const [added] = history.events;
    const pages = await copied(history.events, [1], plainOpener(new Set([added?.id ?? ''])));
    expect(pages.rowsOf(agents)).toMatchObject([{ agentId: 'lina', name: '', address: '' }]);
  });

  it('know who is in which team, since when', async () => {
    history.record('AgentJoinedTeam', { teamId: 'billing' }, lina(1));
    history.record('AgentJoinedTeam', { teamId: 'sales' }, lina(2));
    history.record('AgentLeftTeam', { teamId: 'billing' }, lina(3));
    const members = (await copied(history.events)).rowsOf(teamMembers);
    expect(members).toEqual([{ teamId: 'sales', agentId: 'lina', joinedAt: minute(2) }]);
  });

  it('are teams with their names, also those at work no more', async () => {
    history.record('TeamCreated', {}, billing(0, { name: { name: 'Billing' } }));
    history.record('TeamRenamed', {}, billing(1, { name: { name: 'الفواتير' } }));
    history.record('TeamDeactivated', {}, billing(2));
    const team = { teamId: 'billing', name: 'الفواتير', createdAt: minute(0) };
    expect((await copied(history.events)).rowsOf(teams)).toEqual([{ ...team, deactivatedAt: minute(2) }]);
    history.record('TeamReactivated', {}, billing(3));
    expect((await copied(history.events)).rowsOf(teams)).toEqual([{ ...team, deactivatedAt: null }]);
  });
});
