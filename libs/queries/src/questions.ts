import type { Kysely } from 'kysely';
import type { Instant } from '#domain';
import type { Delivery, InboxRow, PageTables } from '#projections';
import type { ReadStore } from '#read-store';
import { agent, agents, team, teams } from './agents.question.js';
import type { AgentView, StaffPage, TeamView } from './agents.question.js';
import { queueAsOf, ticketAsOf } from './as-of.question.js';
import type { QueueAsOf, QueueAsOfPage, TicketAsOf } from './as-of.question.js';
import { deliveries, deliveryOf, failedReplies } from './deliveries.question.js';
import type { DeliveriesAnswer, DeliveriesPage, FailedReplies } from './deliveries.question.js';
import { dueTickets } from './due-tickets.question.js';
import type { DueTicket } from './due-tickets.question.js';
import { parked, parkedCounts, parkedStream } from './parked.question.js';
import type { ParkedAnswer, ParkedCount, ParkedPage, ParkedStream } from './parked.question.js';
import { people } from './people.question.js';
import type { Person } from './people.question.js';
import { quarantine, quarantined } from './quarantine.question.js';
import type { QuarantineAnswer, QuarantineCount, QuarantinePage } from './quarantine.question.js';
import { queue } from './queue.question.js';
import type { QueueAnswer, QueuePage } from './queue.question.js';
import { search } from './search.question.js';
import type { SearchAnswer, SearchPage } from './search.question.js';
import { suggestions } from './suggestions.question.js';
import type { Suggestions } from './suggestions.question.js';
import { ticket, ticketSpans } from './ticket.question.js';
import type { SpanView } from './ticket.question.js';
import type { AssignedTicketView } from './ticket-view.js';
import { entryCalled, timelineOf } from './timeline.question.js';
import type { Timeline, TimelineEntry, TimelinePage } from './timeline.question.js';
import { volume } from './volume.question.js';
import type { VolumeFigure, VolumeQuestion } from './volume.question.js';
import { workload } from './workload.question.js';
import type { AgentWorkload } from './workload.question.js';

/** What was asked for, and the position of the log it is valid at. */
export type Answered<Result> = Result & { readonly position: bigint };

/** Every question that can be put to the pages. Each is answered from one snapshot. */
export class Questions {
  constructor(private readonly store: Pick<ReadStore<PageTables>, 'ask' | 'waitFor'>) {}

  /** Resolves when the pages hold what was recorded at `position`: read your own writes. Errors: `PositionNotReached`. */
  reached(position: bigint, signal: AbortSignal): Promise<void> {
    return this.store.waitFor(position, signal);
  }

  /** See `timelineOf`. Errors: `BadCursor`. */
  timelineOf(customerId: string, page: TimelinePage): Promise<Answered<Timeline>> {
    return this.#ask((pages) => timelineOf(pages, customerId, page));
  }

  /** See `entryCalled`; `entry` is absent where there is none. */
  messageEntry(customerId: string, id: string): Promise<Answered<{ readonly entry?: TimelineEntry }>> {
    return this.#ask(async (pages) => {
      const entry = await entryCalled(pages, customerId, id);
      return entry === undefined ? {} : { entry };
    });
  }

  /** The card of a ticket by id or short number; `ticket` is absent where there is none. */
  ticket(idOrNumber: string | number): Promise<Answered<{ readonly ticket?: AssignedTicketView }>> {
    return this.#ask(async (pages) => {
      const found = await ticket(pages, idOrNumber);
      return found === undefined ? {} : { ticket: found };
    });
  }

  ticketSpans(idOrNumber: string | number): Promise<Answered<{ readonly spans: readonly SpanView[] }>> {
    return this.#ask(async (pages) => ({ spans: await ticketSpans(pages, idOrNumber) }));
  }

  /** See `queue`. Errors: `BadCursor`. */
  queue(page: QueuePage): Promise<Answered<QueueAnswer>> {
    return this.#ask((pages) => queue(pages, page));
  }

  /** See `ticketAsOf`; `ticket` is absent where it was not open then. */
  ticketAsOf(idOrNumber: string | number, asOf: Instant): Promise<Answered<{ readonly ticket?: TicketAsOf }>> {
    return this.#ask(async (pages) => {
      const found = await ticketAsOf(pages, idOrNumber, asOf);
      return found === undefined ? {} : { ticket: found };
    });
  }

  /** See `queueAsOf`. Errors: `BadCursor`. */
  queueAsOf(page: QueueAsOfPage): Promise<Answered<QueueAsOf>> {
    return this.#ask((pages) => queueAsOf(pages, page));
  }

  /** See `search`. Errors: `BadCursor`. */
  search(typed: string, page: SearchPage): Promise<Answered<SearchAnswer>> {
    return this.#ask((pages) => search(pages, typed, page));
  }

  /** See `volume`. Errors: `BadTimeZone`. */
  volume(question: VolumeQuestion): Promise<Answered<{ readonly figures: readonly VolumeFigure[] }>> {
    return this.#ask(async (pages) => ({ figures: await volume(pages, question) }));
  }

  /** See `quarantine`. Errors: `BadCursor`. */
  quarantine(page: QuarantinePage): Promise<Answered<QuarantineAnswer>> {
    return this.#ask((pages) => quarantine(pages, page));
  }

  quarantined(): Promise<Answered<{ readonly counts: readonly QuarantineCount[] }>> {
    return this.#ask(async (pages) => ({ counts: await quarantined(pages) }));
  }

  /** See `parked`. Errors: `BadCursor`. */
  parked(page: ParkedPage): Promise<Answered<ParkedAnswer>> {
    return this.#ask((pages) => parked(pages, page));
  }

  /** `stream` is absent where nothing of it lies parked. */
  parkedStream(name: string): Promise<Answered<{ readonly stream?: ParkedStream }>> {
    return this.#ask(async (pages) => {
      const stream = await parkedStream(pages, name);
      return stream === undefined ? {} : { stream };
    });
  }

  /** See `parkedCounts`. */
  parkedCounts(): Promise<Answered<{ readonly counts: readonly ParkedCount[] }>> {
    return this.#ask(async (pages) => ({ counts: await parkedCounts(pages) }));
  }

  people(customerId: string): Promise<Answered<Person>> {
    return this.#ask((pages) => people(pages, customerId));
  }

  /** See `suggestions`. */
  suggestions(customerId: string): Promise<Answered<Suggestions>> {
    return this.#ask((pages) => suggestions(pages, customerId));
  }

  workload(): Promise<Answered<{ readonly agents: readonly AgentWorkload[] }>> {
    return this.#ask(async (pages) => ({ agents: await workload(pages) }));
  }

  /** See `agents`. Errors: `BadCursor`. */
  agents(page: StaffPage): Promise<Answered<{ readonly agents: readonly AgentView[]; readonly next?: string }>> {
    return this.#ask((pages) => agents(pages, page));
  }

  agent(agentId: string): Promise<Answered<{ readonly agent?: AgentView }>> {
    return this.#ask(async (pages) => {
      const found = await agent(pages, agentId);
      return found === undefined ? {} : { agent: found };
    });
  }

  /** See `teams`. Errors: `BadCursor`. */
  teams(page: StaffPage): Promise<Answered<{ readonly teams: readonly TeamView[]; readonly next?: string }>> {
    return this.#ask((pages) => teams(pages, page));
  }

  team(teamId: string): Promise<Answered<{ readonly team?: TeamView }>> {
    return this.#ask(async (pages) => {
      const found = await team(pages, teamId);
      return found === undefined ? {} : { team: found };
    });
  }

  /** See `deliveries`. Errors: `BadCursor`. */
  deliveries(page: DeliveriesPage): Promise<Answered<DeliveriesAnswer>> {
    return this.#ask((pages) => deliveries(pages, page));
  }

  failedReplies(): Promise<Answered<{ readonly counts: readonly FailedReplies[] }>> {
    return this.#ask(async (pages) => ({ counts: await failedReplies(pages) }));
  }

  /** How far one message of ours came, by the digest its provider reports on. */
  deliveryOf(nativeKey: string): Promise<Answered<{ readonly delivery?: Delivery }>> {
    return this.#ask(async (pages) => {
      const delivery = await deliveryOf(pages, nativeKey);
      return delivery === undefined ? {} : { delivery };
    });
  }

  dueTickets(now: Instant, limit: number): Promise<Answered<{ readonly due: readonly DueTicket[] }>> {
    return this.#ask(async (pages) => ({ due: await dueTickets(pages, now, limit) }));
  }

  /** Every inbox with its settings, in the order of their ids. */
  inboxes(): Promise<Answered<{ readonly inboxes: readonly InboxRow[] }>> {
    return this.#ask(async (pages) => ({
      inboxes: await pages.selectFrom('inboxes').selectAll().orderBy('inbox').execute(),
    }));
  }

  async #ask<Result>(question: (pages: Kysely<PageTables>) => Promise<Result>): Promise<Answered<Result>> {
    const { position, result } = await this.store.ask(question);
    return { ...result, position };
  }
}
