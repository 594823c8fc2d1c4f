import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { Allow } from '../access/index.js';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';
import type { OutboxStatus } from './outbox.port.js';

/** Replies on their way out: how many wait, and letting them go after a restore. */
@Controller('v1/outbox')
@Allow('supervisor', 'admin')
export class OutboxController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  @Get()
  async status(): Promise<OutboxStatus & { readonly position: bigint }> {
    const position = await this.parts.head();
    return { ...(await this.parts.outbox.status()), position };
  }

  @Post('release')
  @HttpCode(200)
  @Allow('admin')
  release(): Promise<OutboxStatus> {
    return this.parts.outbox.release();
  }
}
