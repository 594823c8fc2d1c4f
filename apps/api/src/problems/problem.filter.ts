import { Catch, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { apiParts } from '../api-parts.js';
import type { ApiParts } from '../api-parts.js';
import { sendProblem } from './send-problem.js';

/** The one place where a failure behind Nest becomes an answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  catch(error: unknown, host: ArgumentsHost): void {
    void sendProblem(host.switchToHttp().getResponse<FastifyReply>(), error, this.parts.logger);
  }
}
