import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { Allow } from '../access/index.js';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';
import type { WriteHead } from '../desk/index.js';
import { Quarantine, QuarantineParams } from '../pages/index.js';
import { Write } from '../requests/index.js';
import { RetryEnvelope } from './retry-envelope.command.js';

/** What could not be read, and another try at it. */
@Controller('v1/quarantine')
@Allow('supervisor', 'admin')
export class QuarantineController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(apiParts) private readonly parts: ApiParts,
  ) {}

  @Get()
  async list(@Query() { minPosition, cursor, limit, inbox }: QuarantineParams) {
    const { refused, ...answer } = await this.queries.execute(
      new Quarantine(minPosition, { inbox, after: cursor, limit }),
    );
    const { envelopeTokens } = this.parts;
    const shown = refused.map(({ position: _, envelope, ...row }) => ({
      ...row,
      envelope: envelopeTokens.write(BigInt(envelope)),
    }));
    return { ...answer, refused: shown };
  }

  @Post(':envelope/retry')
  @HttpCode(200)
  retry(@Write() write: WriteHead, @Param('envelope') envelope: string) {
    return this.commands.execute(new RetryEnvelope(write, envelope));
  }
}
