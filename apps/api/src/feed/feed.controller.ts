import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, readsText } from '../access/index.js';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';
import { LongAnswers } from '../long-answers/index.js';
import { FeedReader } from './feed-reader.js';
import { FeedParams } from './feed.params.js';

/** Records of a page, where the client does not say. */
const usualPage = 1_000;

/** The log as other systems follow it: every event, in order, at least once. It knows no teams, so it is not for agents. */
@Controller('v1/feed')
@Allow('supervisor', 'analyst', 'admin')
export class FeedController {
  constructor(
    @Inject(apiParts) private readonly parts: ApiParts,
    @Inject(LongAnswers) private readonly answers: LongAnswers,
  ) {}

  /** NDJSON, or an event stream for those who accept one; that follows unless it is told not to. */
  @Get()
  async read(@Query() params: FeedParams, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const isSse = request.headers.accept?.includes('text/event-stream') === true;
    const reader = this.readerOf(params, request, isSse);
    this.answers.mustHaveRoom('feed');
    const first = await reader.first();
    await reader.tell(this.answers.begin('feed', reply, isSse ? 'text/event-stream' : 'application/x-ndjson'), first);
  }

  private readerOf(
    { after, limit, follow, text, types = [], streams = [] }: FeedParams,
    request: FastifyRequest,
    isSse: boolean,
  ) {
    const { feed, positions, settings } = this.parts;
    const follows = follow === undefined ? isSse : follow === 'true';
    const resumed = request.headers['last-event-id'];
    const token = typeof resumed === 'string' && resumed !== '' ? resumed : after;
    const question = {
      after: token === undefined ? 0n : positions.read(token),
      limit: limit ?? (follows ? Number.MAX_SAFE_INTEGER : usualPage),
      types,
      streams,
      withText: text !== 'false' && readsText(request.key),
      form: isSse ? ('sse' as const) : ('ndjson' as const),
    };
    return new FeedReader({
      feed,
      question,
      positions,
      follows,
      heartbeatMs: settings.longAnswers.heartbeatSeconds * 1000,
    });
  }
}
