import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, mustBeWithin, textReaders } from '../access/index.js';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';
import { LongAnswers } from '../long-answers/index.js';
import type { LongAnswer } from '../long-answers/index.js';
import { TicketCard } from '../pages/page.questions.js';
import { TicketNotThere } from '../pages/ticket-not-there.js';
import { Presence, presenceFrame } from '../presence/index.js';
import { queueInterest, ticketInterest } from './interest.js';
import type { Interest } from './interest.js';
import { LiveDesk } from './live-desk.js';
import { LiveParams, LiveQueueParams } from './live.params.js';

/** Pages as they change, by server-sent events. */
@Controller('v1/live')
@Allow(...textReaders)
export class LiveController {
  constructor(
    @Inject(apiParts) private readonly parts: ApiParts,
    @Inject(LongAnswers) private readonly answers: LongAnswers,
    @Inject(LiveDesk) private readonly live: LiveDesk,
    @Inject(Presence) private readonly presence: Presence,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get('queue')
  queue(@Query() params: LiveQueueParams, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const { inbox, team, assignee, unassigned, after } = params;
    const filter = { inbox, team, assignee: unassigned === 'true' ? null : assignee, reach: request.reach };
    this.begin(queueInterest(filter), this.known(request, after), reply);
  }

  @Get('tickets/:ticketId')
  async ticket(
    @Param('ticketId') asked: string,
    @Query() { after }: LiveParams,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const known = this.known(request, after);
    const { ticket } = await this.queries.execute(new TicketCard(undefined, asked));
    if (!ticket) throw new TicketNotThere(asked);
    mustBeWithin(request.reach, ticket);
    const { ticketId } = ticket;
    const answer = this.begin(ticketInterest(ticketId, request.reach), known, reply);
    const tell = () =>
      void answer.drained().then(() => answer.offer(presenceFrame(ticketId, this.presence.on(ticketId))));
    tell();
    answer.gone.addEventListener('abort', this.presence.watch(ticketId, tell));
  }

  private begin(interest: Interest, after: bigint | undefined, reply: FastifyReply): LongAnswer {
    const answer = this.answers.begin('live', reply, 'text/event-stream', () => this.live.reset());
    this.live.join({ answer, interest, after });
    return answer;
  }

  /** What the client knew when its last connection broke, or read before it came. Errors: `POSITION.UNREADABLE`. */
  private known(request: FastifyRequest, after: string | undefined): bigint | undefined {
    const resumed = request.headers['last-event-id'];
    const known = typeof resumed === 'string' && resumed !== '' ? resumed : after;
    return known === undefined ? undefined : this.parts.positions.read(known);
  }
}
