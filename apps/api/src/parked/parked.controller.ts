import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { NothingParked } from '#domain';
import { Allow } from '../access/index.js';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';
import type { WriteHead } from '../desk/index.js';
import { FreshnessParams, PageParams, Parked, ParkedOf } from '../pages/index.js';
import { Write } from '../requests/index.js';
import { DropBody } from './parked.bodies.js';
import { DropParked, RetryParked } from './parked.commands.js';

/** Events that cannot be copied into the pages, and what is to become of them. */
@Controller('v1/parked')
@Allow('supervisor', 'admin')
export class ParkedController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(apiParts) private readonly parts: ApiParts,
  ) {}

  @Get()
  list(@Query() { minPosition, cursor, limit }: PageParams) {
    return this.queries.execute(new Parked(minPosition, { after: cursor, limit }));
  }

  @Get(':stream')
  async find(@Param('stream') name: string, @Query() { minPosition }: FreshnessParams) {
    const { stream, position } = await this.queries.execute(new ParkedOf(minPosition, name));
    if (!stream) throw new NothingParked(name);
    return { position, stream: { ...stream, position: this.parts.positions.write(stream.position) } };
  }

  @Post(':stream/retry')
  @HttpCode(200)
  retry(@Write() write: WriteHead, @Param('stream') stream: string) {
    return this.commands.execute(new RetryParked(write, { stream }));
  }

  @Post(':stream/drop')
  @HttpCode(200)
  @Allow('admin')
  drop(@Write() write: WriteHead, @Param('stream') stream: string, @Body() { version }: DropBody) {
    return this.commands.execute(new DropParked(write, { stream, version }));
  }
}
