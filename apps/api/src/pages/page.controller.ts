import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Allow, figureReaders, textReaders } from '../access/index.js';
import { FreshnessParams, PageParams, QueueParams, SearchParams, VolumeParams } from './page.params.js';
import { People, Queue, Search, TicketCard, TicketSpans, TimelineOf, Volume, Workload } from './page.questions.js';
import { TicketNotThere } from './ticket-not-there.js';
import { mustBeAnswerable } from './volume-range.js';

/** What people read. Every answer says the position it is valid at; lists give `next` where there is more. */
@Controller('v1')
@Allow(...textReaders)
export class PageController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Get('customers/:customerId/timeline')
  timeline(@Param('customerId') customerId: string, @Query() { cursor, limit, minPosition }: PageParams) {
    return this.queries.execute(new TimelineOf(minPosition, customerId, { before: cursor, limit }));
  }

  @Get('people/:customerId')
  people(@Param('customerId') customerId: string, @Query() { minPosition }: FreshnessParams) {
    return this.queries.execute(new People(minPosition, customerId));
  }

  /** By id, or by the short number people see. */
  @Get('tickets/:ticketId')
  async ticket(@Param('ticketId') ticketId: string, @Query() { minPosition }: FreshnessParams) {
    const answer = await this.queries.execute(new TicketCard(minPosition, ticketId));
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
  queue(@Query() { minPosition, cursor, limit, inbox, team, agent, unassigned }: QueueParams) {
    const whose = unassigned === 'true' ? null : agent;
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
