import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { OnApplicationShutdown, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { AskedOfKpi, DefinitionTold } from '#kpi';
import { Allow, proofReaders } from '../access/index.js';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';
import { Stories } from '../operations/index.js';
import type { ProgressLine } from '../operations/index.js';
import { putToKpis } from './asked-of-kpi.js';
import { KpiParams } from './kpi.params.js';
import type { FiguresToProve } from './kpi-proofs.js';

type Told = FiguresToProve & { readonly definition: DefinitionTold };

/** Figures that prove themselves. A long work: it answers NDJSON, as operations do. */
@Controller('v1/kpis')
@Allow(...proofReaders)
export class KpiProofController implements OnApplicationShutdown {
  private readonly stories = new Stories();

  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** The log is closed next: no proof may read it then. */
  onApplicationShutdown(): Promise<void> {
    return this.stories.over();
  }

  /** The figures of a KPI, worked out a second time from raw events. */
  @Get(':id/proof')
  async proof(
    @Param('id') id: string,
    @Query() params: KpiParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const asked = await putToKpis(id, params, this.parts);
    const told = await this.parts.kpis.figures(asked);
    return this.stories.tell((signal) => this.story(asked, told, signal), reply);
  }

  /** Its result is the answer to the question itself, and what the proof says of it. */
  private story(asked: AskedOfKpi, told: Told, signal: AbortSignal): AsyncIterable<ProgressLine> {
    const { proofs, positions } = this.parts;
    const { question } = asked;
    const answer = { question, ...told, position: positions.write(told.position) };
    return withAnswer(answer, proofs.prove(asked, told, signal));
  }
}

async function* withAnswer(answer: object, lines: AsyncIterable<ProgressLine>): AsyncGenerator<ProgressLine> {
  for await (const line of lines) yield 'result' in line ? { result: { ...answer, ...line.result } } : line;
}
