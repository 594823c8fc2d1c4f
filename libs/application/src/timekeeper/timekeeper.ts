import { setTimeout as pause } from 'node:timers/promises';
import type { Actor, CustomerFile, CustomerFileEvent, Instant, TicketCommand } from '#domain';
import { conversationIn, decideCustomerFile, DomainRefusal, ticketIn } from '#domain';
import type { Clock } from '../clock.js';
import { fileOfTicket } from '../commands/addressed.js';
import type { InboxRegister } from '../inboxes/inbox-register.js';
import { threadingPolicy } from '../intake/deciding/command-basis.js';
import type { Step, Work } from '../recording/recorder.js';
import type { Recorders } from '../recording/recorders.js';
import { fileStream } from '../streams.js';
import type { DueTicket, DueTickets } from './due-tickets.port.js';

const atOnce = 200;
const timekeeper: Actor = { class: 'system', id: 'timekeeper' };

export interface TimekeeperParts {
  readonly due: DueTickets;
  readonly recorders: Recorders;
  /** Refreshed at every look. */
  readonly inboxes: Pick<InboxRegister, 'everKnown' | 'refresh'>;
  readonly clock: Clock;
  readonly onFault: (fault: unknown) => void;
}

/**
 * Wakes snoozed tickets and closes resolved ones when their time has come. What it writes happened when it was due,
 * so that a timekeeper who comes late changes no figure. Pages, which tell it what is due, may lag: the file itself has
 * the last word, and one file that cannot be read keeps no other waiting.
 */
export class Timekeeper {
  constructor(private readonly parts: TimekeeperParts) {}

  /** Looks every `everyMs` until `signal` aborts. */
  async run(everyMs: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.keepTime().catch((fault: unknown) => this.parts.onFault(fault));
      await pause(everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One look; how many facts it left. */
  async keepTime(): Promise<number> {
    const now = this.parts.clock.now();
    await this.parts.inboxes.refresh();
    const due = await this.parts.due.dueBefore(now, atOnce);
    const byFile = Map.groupBy(due, ({ ticketId }) => fileOfTicket(ticketId));
    const left = await Promise.all([...byFile].map(([customerId, tickets]) => this.keepFile(customerId, tickets, now)));
    return left.reduce((sum, facts) => sum + facts, 0);
  }

  /** Works on several files are given at once, so that their appends still share a durable write. */
  private async keepFile(customerId: string, due: readonly DueTicket[], now: Instant): Promise<number> {
    const steps = due.map((ticket) => this.stepOf(ticket, now));
    const work: Work<CustomerFile> = { stream: fileStream(customerId), owner: customerId, steps };
    try {
      const recorded = await this.parts.recorders.files.record([work], 'fresh');
      return recorded.flatMap(({ facts }) => facts.flat()).length;
    } catch (fault) {
      this.parts.onFault(fault);
      return 0;
    }
  }

  private stepOf(ticket: DueTicket, now: Instant): Step<CustomerFile> {
    const commandId = `timekeeper-${ticket.what}-${ticket.ticketId}-${ticket.dueAt}`;
    const occasion = {
      commandId,
      at: ticket.dueAt,
      occurredAt: ticket.dueAt,
      receivedAt: now,
      actor: timekeeper,
      correlationId: commandId,
      causationId: commandId,
    };
    const decide = (file: CustomerFile) => {
      const command = this.commandOf(ticket, file, { commandId, at: now, actor: timekeeper });
      return command ? decided(file, command) : [];
    };
    return { occasion, decide, plain: [] };
  }

  /** A ticket is closed by the window of its inbox, counted from the resolution its file knows. */
  private commandOf(
    { ticketId, what }: DueTicket,
    file: CustomerFile,
    asking: Pick<TicketCommand, 'commandId' | 'at' | 'actor'>,
  ): TicketCommand | undefined {
    if (what === 'wake') return { ...asking, ticketId, kind: 'WakeTicket', because: 'due' };
    const conversation = conversationIn(file, ticketIn(file, ticketId)?.conversationId ?? '');
    if (!conversation) return undefined;
    const { reopenWindowSeconds } = this.parts.inboxes.everKnown(conversation.inbox);
    return { ...asking, ticketId, kind: 'CloseTicket', policy: { reopenWindowSeconds, version: threadingPolicy } };
  }
}

/** What the rules refuse is not due any more: somebody was at the ticket since the pages were copied. */
function decided(file: CustomerFile, command: TicketCommand): readonly CustomerFileEvent[] {
  try {
    return decideCustomerFile(file, command);
  } catch (refusal) {
    if (refusal instanceof DomainRefusal) return [];
    throw refusal;
  }
}
