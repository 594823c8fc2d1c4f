import { DeskRefusal } from '../../desk/index.js';
import type { DeskClient, QueueOverHttp } from '../../desk/index.js';
import type { Turn } from '../plan/moments.js';
import { demoTeam } from '../plan/setting.js';
import { answerIn } from './sentences-of-agents.js';

type Ticket = QueueOverHttp['tickets'][number];
interface Written {
  readonly position: string;
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
  async take({ takes, throws }: Turn): Promise<void> {
    const waiting = (await this.queue({ agent: this.agentId, limit: 20 })).filter(({ answered }) => !answered);
    const own = waiting.slice(0, ownFirst);
    const fresh = takes === 0 ? [] : await this.queue({ unassigned: 'true', limit: takes });
    for (const [n, ticket] of [...own, ...fresh].entries()) await this.settle(ticket, throws[n] ?? 50);
  }

  private async settle(ticket: Ticket, dice: number): Promise<void> {
    try {
      if (ticket.assigneeId === null) await this.write(ticket, 'claim');
      await this.act(ticket, dice);
    } catch (error) {
      if (!(error instanceof DeskRefusal) || error.status !== 409) throw error;
      this.refused += 1;
    }
  }

  private async act(ticket: Ticket, dice: number): Promise<void> {
    const solved = { text: answerIn(ticket.language, 'solves', dice), then: 'resolved' };
    const asked = { text: answerIn(ticket.language, 'asks', dice), then: 'pending' };
    if (dice <= 60) return this.write(ticket, 'replies', solved);
    if (dice <= 80) return this.write(ticket, 'replies', asked);
    if (dice <= 87) return this.escalate(ticket, asked.text);
    if (dice <= 93) return this.passOn(ticket);
    await this.write(ticket, 'tags', { tag: 'courier' });
    return this.write(ticket, 'replies', solved);
  }

  private async escalate(ticket: Ticket, text: string): Promise<void> {
    await this.write(ticket, 'priority', { priority: 'high' });
    return this.write(ticket, 'replies', { text });
  }

  private async passOn(ticket: Ticket): Promise<void> {
    await this.write(ticket, 'notes', { text: 'The warehouse must look at this one.' });
    return this.write(ticket, 'hand-over', { teamId: demoTeam });
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
