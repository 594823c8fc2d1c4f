import type { Instant } from '#domain';
import { DeskRefusal } from '../../desk/index.js';
import type { DeskClient, QueueOverHttp } from '../../desk/index.js';
import type { Turn } from '../plan/moments.js';
import { demoTeam } from '../plan/setting.js';
import { answerIn } from './sentences-of-agents.js';

type Ticket = QueueOverHttp['tickets'][number];
interface Written {
  readonly position: string;
}

/** What an agent does with a ticket depends on chance, and some of it on the hour. */
interface Situation {
  /** From 1 to 100. */
  readonly dice: number;
  readonly at: Instant;
}

/** Tickets of their own that an agent answers in one turn, before new ones are taken. */
const ownFirst = 2;

/** An agent at the desk: reads the queue as it stands, and acts by the agents' api with a key of their own. */
export class AgentAtWork {
  /** Where the agent's own writes got to: every look at the queue shows them. */
  private position: string | undefined;
  private commands = 0;
  /** Writes the rules turned down. */
  refused = 0;

  constructor(
    private readonly desk: DeskClient,
    private readonly agentId: string,
    private readonly seed: number,
  ) {}

  /** Looks at the queue; answers those of one's own who wait, then takes new ones. */
  async take({ takes, throws, at }: Turn): Promise<void> {
    const waiting = (await this.queue({ assignee: this.agentId, limit: 20 })).filter(({ answered }) => !answered);
    const own = waiting.slice(0, ownFirst);
    const fresh = takes === 0 ? [] : await this.queue({ unassigned: 'true', limit: takes });
    for (const [n, ticket] of [...own, ...fresh].entries()) {
      await this.settle(ticket, { dice: throws[n] ?? 50, at });
    }
  }

  private async settle(ticket: Ticket, situation: Situation): Promise<void> {
    try {
      if (ticket.assigneeId === null) await this.write(ticket, 'claim');
      await this.act(ticket, situation);
    } catch (error) {
      if (!(error instanceof DeskRefusal) || error.status !== 409) throw error;
      this.refused += 1;
    }
  }

  private async act(ticket: Ticket, { dice, at }: Situation): Promise<void> {
    const solved = { text: answerIn(ticket.language, 'solves', dice), then: 'resolved' };
    const asked = { text: answerIn(ticket.language, 'asks', dice), then: 'pending' };
    if (dice <= 60) return this.write(ticket, 'replies', solved);
    if (dice <= 78) return this.write(ticket, 'replies', asked);
    if (dice <= 84) return this.inTurn(ticket, ['priority', { priority: 'high' }], ['replies', asked]);
    if (dice <= 89) return this.inTurn(ticket, ['notes', forTheWarehouse], ['hand-over', { teamId: demoTeam }]);
    if (dice <= 94)
      return this.inTurn(ticket, ['replies', { text: asked.text }], ['snooze', { until: hoursAfter(at, 2) }]);
    return this.inTurn(ticket, ['tags', { tag: 'courier' }], ['replies', solved]);
  }

  private async inTurn(ticket: Ticket, ...writes: readonly (readonly [what: string, body: unknown])[]): Promise<void> {
    for (const [what, body] of writes) await this.write(ticket, what, body);
  }

  private async queue(query: Readonly<Record<string, string | number>>): Promise<readonly Ticket[]> {
    return (await this.desk.get<QueueOverHttp>('/v1/queue', { ...query, minPosition: this.position })).tickets;
  }

  private async write({ ticketId }: Ticket, what: string, body: unknown = {}): Promise<void> {
    this.commands += 1;
    const commandId = `demo-${this.seed}-${this.agentId}-${this.commands}`;
    const path = `/v1/tickets/${encodeURIComponent(ticketId)}/${what}`;
    this.position = (await this.desk.post<Written>(path, body, commandId)).position;
  }
}

const forTheWarehouse = { text: 'The warehouse must look at this one.' };

const hoursAfter = (instant: Instant, hours: number): Instant =>
  new Date(Date.parse(instant) + hours * 3_600_000).toISOString();
