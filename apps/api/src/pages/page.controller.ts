import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Reach } from '#domain';
import type { TicketAsOf } from '#queries';
import { Allow, figureReaders, mustBeWithin, textReaders } from '../access/index.js';
import { FieldsInvalid, Within } from '../requests/index.js';
import {
  FreshnessParams,
  QueueParams,
  SearchParams,
  TicketParams,
  TimelineParams,
  VolumeParams,
} from './page.params.js';
import {
  People,
  Queue,
  QueueThen,
  Search,
  Suggested,
  TicketCard,
  TicketSpans,
  TicketThen,
  TimelineOf,
  Volume,
  Workload,
} from './page.questions.js';
import { TicketNotThere } from './ticket-not-there.js';
import { mustBeAnswerable } from './volume-range.js';

/** What people read. Every answer says the position it is valid at; lists give `next` where there is more. */
@Controller('v1')
@Allow(...textReaders)
export class PageController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Get('customers/:customerId/timeline')
  timeline(@Param('customerId') customerId: string, @Query() { cursor, limit, asOf, minPosition }: TimelineParams) {
    return this.queries.execute(new TimelineOf(minPosition, customerId, { before: cursor, limit, asOf }));
  }

  @Get('people/:customerId')
  people(@Param('customerId') customerId: string, @Query() { minPosition }: FreshnessParams) {
    return this.queries.execute(new People(minPosition, customerId));
  }

  /** Who else may be the same person, and what speaks for it. */
  @Get('people/:customerId/suggestions')
  suggestions(@Param('customerId') customerId: string, @Query() { minPosition }: FreshnessParams) {
    return this.queries.execute(new Suggested(minPosition, customerId));
  }

  /** By id, or by the short number people see. */
  @Get('tickets/:ticketId')
  async ticket(
    @Param('ticketId') ticketId: string,
    @Query() { minPosition, asOf }: TicketParams,
    @Within() reach: Reach | undefined,
  ) {
    const question =
      asOf === undefined ? new TicketCard(minPosition, ticketId) : new TicketThen(minPosition, ticketId, asOf);
    const answer = await this.queries.execute<typeof question, { readonly ticket?: TicketAsOf }>(question);
    if (!answer.ticket) throw new TicketNotThere(ticketId);
    mustBeWithin(reach, answer.ticket);
    return answer;
  }

  /** What the ticket went through, oldest first. */
  @Get('tickets/:ticketId/spans')
  @Allow(...figureReaders)
  async spans(
    @Param('ticketId') ticketId: string,
    @Query() { minPosition }: FreshnessParams,
    @Within() reach: Reach | undefined,
  ) {
    const answer = await this.queries.execute(new TicketSpans(minPosition, ticketId));
    const now = answer.spans.at(-1);
    if (now) mustBeWithin(reach, now);
    return answer;
  }

  @Get('queue')
  queue(
    @Query() { minPosition, cursor, unassigned, asOf, ...filters }: QueueParams,
    @Within() reach: Reach | undefined,
  ) {
    const assignee = unassigned === 'true' ? null : filters.assignee;
    if (asOf === undefined) {
      return this.queries.execute(new Queue(minPosition, { ...filters, assignee, reach, after: cursor }));
    }
    const { inbox, team, limit, ...onlyNow } = filters;
    mustBeOfThen(onlyNow);
    return this.queries.execute(
      new QueueThen(minPosition, { asOf, inbox, team, assignee, reach, after: cursor, limit }),
    );
  }

  @Get('search')
  search(@Query() { minPosition, cursor, limit, q, inbox, customerId, kind }: SearchParams) {
    return this.queries.execute(new Search(minPosition, q, { inbox, customerId, kind, after: cursor, limit }));
  }

  @Get('volume')
  @Allow(...figureReaders)
  volume(@Query() { minPosition, ...question }: VolumeParams) {
    mustBeAnswerable(question);
    return this.queries.execute(new Volume(minPosition, question));
  }

  @Get('workload')
  @Allow(...figureReaders)
  workload(@Query() { minPosition }: FreshnessParams) {
    return this.queries.execute(new Workload(minPosition));
  }
}

/** Of another instant, spans tell inbox, team and assignee. Errors: `FieldsInvalid`. */
function mustBeOfThen({ assignee: _, ...onlyNow }: Readonly<Record<string, unknown>>): void {
  const asked = Object.entries(onlyNow).filter(([, value]) => value !== undefined);
  if (asked.length === 0) return;
  throw new FieldsInvalid(asked.map(([field]) => ({ field, reason: `${field} cannot be asked together with asOf` })));
}
