import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { problemMediaType, problemOf, problemText } from './problem.js';

/** Answers a failure as a problem detail. Faults of the server are logged, without a word of what was sent. */
export function sendProblem(reply: FastifyReply, error: unknown, logger: Logger): FastifyReply {
  const problem = problemOf(error);
  if (problem.status >= 500) logFault(logger, error, reply.request.routeOptions.url);
  if (problem.retryAfterSeconds !== undefined) void reply.header('retry-after', problem.retryAfterSeconds);
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  return reply.code(problem.status).type(problemMediaType).send(problemText(problem));
}

/** Name, code and place of a fault. Its message stays out: it may quote what a person wrote. */
export function logFault(logger: Logger, error: unknown, route: string | undefined): void {
  const { name, code, stack } = error as { name?: string; code?: string; stack?: string };
  const at = stack?.split('\n').filter((line) => line.startsWith('    at '));
  logger.error({ route, fault: name, code, at }, 'request failed');
}
