import { setTimeout as pause } from 'node:timers/promises';
import type { Actor, CustomerFile, Instant, TicketCommand } from '#domain';
import { decideCustomerFile } from '#domain';
import type { Clock } from '../clock.js';
import { fileOfTicket } from '../commands/addressed.js';
import type { Work } from '../recording/recorder.js';
import type { Recorders } from '../recording/recorders.js';
import type { DueTicket, DueTickets } from './due-tickets.port.js';

const atOnce = 200;
const timekeeper: Actor = { class: 'system', id: 'timekeeper' };

export interface TimekeeperParts {
  readonly due: DueTickets;
  readonly recorders: Recorders;
  readonly clock: Clock;
  readonly onFault: (fault: unknown) => void;
}

/**
 * Wakes snoozed tickets and closes resolved ones when their time has come. What it writes happened when it was due,
 * so that a timekeeper who comes late changes no figure.
 */
export class Timekeeper {
  constructor(private readonly parts: TimekeeperParts) {}

  /** Looks every `everyMs` until `signal` aborts. */
  async run(everyMs: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const kept = await this.keepTime().catch((fault: unknown) => this.parts.onFault(fault));
      if (kept !== atOnce) await pause(everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One look; how many tickets were due. */
  async keepTime(): Promise<number> {
    const now = this.parts.clock.now();
    const due = await this.parts.due.dueBefore(now, atOnce);
    const byFile = Map.groupBy(due, ({ ticketId }) => fileOfTicket(ticketId));
    const works = [...byFile].map(([customerId, tickets]) => workOf(customerId, tickets, now));
    if (works.length > 0) await this.parts.recorders.files.record(works, 'fresh');
    return due.length;
  }
}

function workOf(customerId: string, tickets: readonly DueTicket[], now: Instant): Work<CustomerFile> {
  const steps = tickets.map((ticket) => {
    const commandId = `timekeeper-${ticket.what}-${ticket.ticketId}-${ticket.dueAt}`;
    const command = commandOf(ticket, commandId, now);
    const occasion = {
      commandId,
      at: ticket.dueAt,
      occurredAt: ticket.dueAt,
      receivedAt: now,
      actor: timekeeper,
      correlationId: commandId,
      causationId: commandId,
    };
    return { occasion, decide: (file: CustomerFile) => decideCustomerFile(file, command), plain: [] };
  });
  return { stream: `customer-${customerId}`, owner: customerId, steps };
}

function commandOf({ ticketId, what }: DueTicket, commandId: string, at: Instant): TicketCommand {
  const asking = { commandId, at, actor: timekeeper, ticketId };
  return what === 'wake' ? { ...asking, kind: 'WakeTicket', because: 'due' } : { ...asking, kind: 'CloseTicket' };
}
