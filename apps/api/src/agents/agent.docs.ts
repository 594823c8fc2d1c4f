import type { AgentView } from '#queries';
import { cursor, facts, instant, listOf, object, ok, orNull, position, text, write } from '../docs/index.js';
import type { Chapter, Step } from '../docs/index.js';
import { FreshnessParams, PageParams } from '../pages/index.js';
import { AgentBody, NewAgentBody } from './agent.bodies.js';

const agent = object<AgentView>({
  agentId: text('lina'),
  name: text('Lina Haddad'),
  address: text('lina@desk.example', 'Empty for none.'),
  addedAt: instant(),
  deactivatedAt: orNull(instant('`null`: they are active.'), null),
  teamIds: listOf(text('billing')),
});
const linas = { path: { agentId: 'lina' } };
const nobodys = { path: { agentId: 'nobody' } };
const added = (id: string): Step => ({ route: 'POST /v1/agents', body: { id, name: id } });
const notFound = { 'AGENT.NOT_FOUND': nobodys };

/** Who answers for the desk. */
export const agentDocs: Chapter = {
  title: 'Agents',
  routes: {
    'GET /v1/agents': {
      summary: 'Every agent, also those who were deactivated',
      query: PageParams,
      answer: ok(object({ position, agents: listOf(agent), next: cursor }, { optional: ['next'] })),
    },
    'GET /v1/agents/:agentId': {
      summary: 'One agent',
      query: FreshnessParams,
      example: linas,
      answer: ok(object({ position, agent })),
      refusals: notFound,
    },
    'POST /v1/agents': write({
      summary: 'Add an agent',
      about: 'From the first on, tickets go only to agents who were added and are active.',
      body: NewAgentBody,
      example: { body: { id: 'sami', name: 'Sami Khoury', address: 'sami@desk.example' } },
      answer: facts(['AgentAdded'], { status: 201 }),
      refusals: { 'AGENT.ALREADY_ADDED': { body: { id: 'lina', name: 'Somebody else' } } },
    }),
    'PUT /v1/agents/:agentId': write({
      summary: 'Give an agent another name and address',
      body: AgentBody,
      given: [added('huda')],
      example: { path: { agentId: 'huda' }, body: { name: 'Huda Nasser' } },
      answer: facts(['AgentRenamed']),
      refusals: { 'AGENT.NOT_FOUND': { ...nobodys, body: { name: 'Nobody' } } },
    }),
    'POST /v1/agents/:agentId/deactivate': write({
      summary: 'Let an agent’s keys open nothing any more',
      about: 'Tickets they have stay theirs, and are shown as such.',
      given: [added('noor')],
      example: { path: { agentId: 'noor' } },
      answer: facts(['AgentDeactivated']),
      refusals: notFound,
    }),
    'POST /v1/agents/:agentId/reactivate': write({
      summary: 'Bring an agent back',
      given: [added('adel'), { route: 'POST /v1/agents/:agentId/deactivate', path: { agentId: 'adel' } }],
      example: { path: { agentId: 'adel' } },
      answer: facts(['AgentReactivated']),
      refusals: notFound,
    }),
  },
};
