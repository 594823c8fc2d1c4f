import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow } from '../access/index.js';
import { DeskMetrics } from './desk-metrics.js';

/** What Prometheus scrapes. */
@Controller('metrics')
@Allow('admin', 'supervisor')
export class MetricsController {
  constructor(@Inject(DeskMetrics) private readonly metrics: DeskMetrics) {}

  @Get()
  async scrape(@Res() reply: FastifyReply): Promise<void> {
    const text = await this.metrics.text();
    await reply.type(this.metrics.contentType).serializer(String).send(text);
  }
}
