import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ApiKey } from '#desk-store';
import type { Actor, Reach } from '#domain';
import { agentOf } from '../access/index.js';
import type { WriteHead } from '../desk/index.js';
import { IdempotencyKeyMalformed, IdempotencyKeyMissing } from './request.errors.js';

const form = /^[\x21-\x7e]{1,255}$/;

/** Parameter of every writing route: who writes, and under which `Idempotency-Key`. */
export const Write = createParamDecorator((_: unknown, context: ExecutionContext): WriteHead => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { key, reach } = request;
  return { commandId: idempotencyKeyOf(request), actor: actorOf(key), ...(reach && { reach }) };
});

/** Parameter of routes about tickets: which of them the one who asks may see; all where it is `undefined`. */
export const Within = createParamDecorator(
  (_: unknown, context: ExecutionContext): Reach | undefined =>
    context.switchToHttp().getRequest<FastifyRequest>().reach,
);

/**
 * The `Idempotency-Key` of a request.
 *
 * Errors: `IdempotencyKeyMissing`, `IdempotencyKeyMalformed`.
 */
export function idempotencyKeyOf({ headers }: Pick<FastifyRequest, 'headers'>): string {
  const key = headers['idempotency-key'];
  if (key === undefined || key === '') throw new IdempotencyKeyMissing();
  if (typeof key !== 'string' || !form.test(key)) throw new IdempotencyKeyMalformed();
  return key;
}

/** A key speaks for the agent in its scope; one that names none speaks for itself. */
export const actorOf = (key: ApiKey): Actor => ({ class: 'agent', id: agentOf(key) });
