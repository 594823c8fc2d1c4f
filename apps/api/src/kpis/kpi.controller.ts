import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { definitions, told } from '#kpi';
import type { AskedOfKpi } from '#kpi';
import { Allow, figureReaders } from '../access/index.js';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';
import { putToKpis } from './asked-of-kpi.js';
import { KpiListParams, KpiParams, RestatementParams, WhyNotParams } from './kpi.params.js';

/** Figures with their definitions, and everything that stands behind them. No text is among it. */
@Controller('v1/kpis')
@Allow(...figureReaders)
export class KpiController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** Every definition. */
  @Get()
  definitions() {
    return { kpis: definitions.map(told) };
  }

  @Get(':id')
  async figures(@Param('id') id: string, @Query() params: KpiParams) {
    const asked = await this.asked(id, params);
    return { question: asked.question, ...(await this.parts.kpis.figures(asked)) };
  }

  /** The facts behind the figures, by instant. */
  @Get(':id/events')
  async events(@Param('id') id: string, @Query() params: KpiListParams) {
    const { cursor: after, limit } = params;
    return this.parts.kpis.events(await this.asked(id, params), { after, limit });
  }

  /** The tickets behind the figures. */
  @Get(':id/tickets')
  async tickets(@Param('id') id: string, @Query() params: KpiListParams) {
    const { cursor: after, limit } = params;
    return this.parts.kpis.tickets(await this.asked(id, params), { after, limit });
  }

  /** Why a message, call or ticket is not counted. */
  @Get(':id/why-not')
  async whyNot(@Param('id') id: string, @Query() params: WhyNotParams) {
    return this.parts.kpis.whyNot(await this.asked(id, params), params.subject);
  }

  /** What the figures were when the log stood at `since`, and what changed them. */
  @Get(':id/restatement')
  async restatement(@Param('id') id: string, @Query() params: RestatementParams) {
    const since = params.since === undefined ? 0n : this.parts.positions.read(params.since);
    return this.parts.kpis.restatement(await this.asked(id, params), since);
  }

  private asked(id: string, params: KpiParams): Promise<AskedOfKpi> {
    return putToKpis(id, params, this.parts);
  }
}
