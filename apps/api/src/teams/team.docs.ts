import type { TeamView } from '#queries';
import { cursor, facts, instant, listOf, object, ok, orNull, position, text, write } from '../docs/index.js';
import type { Chapter, Step } from '../docs/index.js';
import { FreshnessParams, PageParams } from '../pages/index.js';
import { NewTeamBody, TeamBody } from './team.bodies.js';

const team = object<TeamView>({
  teamId: text('billing'),
  name: text('Billing'),
  createdAt: instant(),
  deactivatedAt: orNull(instant('`null`: it is active.'), null),
  agentIds: listOf(text('lina')),
});
const billings = { path: { teamId: 'billing' } };
const nobodys = { path: { teamId: 'nowhere' } };
const notFound = { 'TEAM.NOT_FOUND': nobodys };
const created = (id: string): Step => ({ route: 'POST /v1/teams', body: { id, name: id } });
const deactivated = (teamId: string): Step => ({ route: 'POST /v1/teams/:teamId/deactivate', path: { teamId } });
const joined = {
  route: 'PUT /v1/teams/:teamId/members/:agentId',
  path: { teamId: 'billing', agentId: 'omar' },
} as const;

/** Which agents work together. */
export const teamDocs: Chapter = {
  title: 'Teams',
  routes: {
    'GET /v1/teams': {
      summary: 'Every team, also those at work no more',
      query: PageParams,
      answer: ok(object({ position, teams: listOf(team), next: cursor }, { optional: ['next'] })),
    },
    'GET /v1/teams/:teamId': {
      summary: 'One team',
      query: FreshnessParams,
      example: billings,
      answer: ok(object({ position, team })),
      refusals: notFound,
    },
    'POST /v1/teams': write({
      summary: 'Create a team',
      about: 'From the first on, agents see and work the tickets of their own teams, those of none, and their own.',
      body: NewTeamBody,
      example: { body: { id: 'sales', name: 'Sales' } },
      answer: facts(['TeamCreated'], { status: 201 }),
      refusals: { 'TEAM.ALREADY_CREATED': { body: { id: 'billing', name: 'Something else' } } },
    }),
    'PUT /v1/teams/:teamId': write({
      summary: 'Give a team another name',
      body: TeamBody,
      given: [created('claims')],
      example: { path: { teamId: 'claims' }, body: { name: 'Claims and returns' } },
      answer: facts(['TeamRenamed']),
      refusals: { 'TEAM.NOT_FOUND': { ...nobodys, body: { name: 'Nowhere' } } },
    }),
    'POST /v1/teams/:teamId/deactivate': write({
      summary: 'Hand nothing to a team any more',
      about: 'What it has stays with it.',
      given: [created('night')],
      example: { path: { teamId: 'night' } },
      answer: facts(['TeamDeactivated']),
      refusals: notFound,
    }),
    'POST /v1/teams/:teamId/reactivate': write({
      summary: 'Bring a team back',
      given: [created('summer'), deactivated('summer')],
      example: { path: { teamId: 'summer' } },
      answer: facts(['TeamReactivated']),
      refusals: notFound,
    }),
    'PUT /v1/teams/:teamId/members/:agentId': write({
      summary: 'Put an agent into a team',
      example: { path: { teamId: 'billing', agentId: 'lina' } },
      answer: facts(['AgentJoinedTeam']),
      refusals: {
        'AGENT.NOT_FOUND': { path: { teamId: 'billing', agentId: 'nobody' } },
        'TEAM.NOT_FOUND': { path: { teamId: 'nowhere', agentId: 'lina' } },
        'TEAM.DEACTIVATED': {
          given: [created('autumn'), deactivated('autumn')],
          path: { teamId: 'autumn', agentId: 'lina' },
        },
        'AGENT.TOO_MANY_TEAMS': { untried: 'The agent is in 50 teams.' },
      },
    }),
    'DELETE /v1/teams/:teamId/members/:agentId': write({
      summary: 'Take an agent out of a team',
      about: 'Tickets they have stay theirs.',
      given: [joined],
      example: { path: { teamId: 'billing', agentId: 'omar' } },
      answer: facts(['AgentLeftTeam']),
      refusals: { 'AGENT.NOT_FOUND': { path: { teamId: 'billing', agentId: 'nobody' } } },
    }),
  },
};
