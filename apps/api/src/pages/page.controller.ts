import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Allow, figureReaders, textReaders } from '../access/index.js';
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

  /** By id, or by the short number people see. */
  @Get('tickets/:ticketId')
  async ticket(@Param('ticketId') ticketId: string, @Query() { minPosition, asOf }: TicketParams) {
    const question =
      asOf === undefined ? new TicketCard(minPosition, ticketId) : new TicketThen(minPosition, ticketId, asOf);
    const answer = await this.queries.execute<typeof question, { readonly ticket?: object }>(question);
    if (!answer.ticket) throw new TicketNotThere(ticketId);
    return answer;
  }

  /** What the ticket went through, oldest first. */
  @Get('tickets/:ticketId/spans')
  @Allow(...figureReaders)
  spans(@Param('ticketId') ticketId: string, @Query() { minPosition }: FreshnessParams) {
    return this.queries.execute(new TicketSpans(minPosition, ticketId));
  }

  @Get('queue')
  queue(@Query() { minPosition, cursor, limit, asOf, inbox, team, agent, unassigned }: QueueParams) {
    const whose = unassigned === 'true' ? null : agent;
    if (asOf !== undefined) {
      const then = { asOf, inbox, team, assignee: whose, after: cursor, limit };
      return this.queries.execute(new QueueThen(minPosition, then));
    }
    return this.queries.execute(new Queue(minPosition, { inbox, team, agent: whose, after: cursor, limit }));
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
