import type { FastifyPluginAsync } from 'fastify';
import { TokenBuckets } from '../access/index.js';
import type { KeyRing } from '../access/index.js';
import type { ApiParts } from '../api-parts.js';
import { sendProblem } from '../problems/index.js';
import { Admission } from './admission.js';
import { batchRoute } from './batch.route.js';
import { BodyTooLarge } from './door.errors.js';
import { envelopeRoute } from './envelope.route.js';
import { takeRawBodies } from './request-body.js';
import { webhookRoute } from './webhook.route.js';

/** Where the door stands. */
export const doorPrefix = '/v1/inboxes/:inbox';

/**
 * The door over HTTP, as a Fastify plugin of its own beside Nest: the hot path. Nothing here parses, validates or
 * transforms a body; a 2xx means the bytes are durable.
 */
export function doorPlugin(parts: ApiParts, keys: KeyRing, ticks: () => number): FastifyPluginAsync {
  return async (server) => {
    const { doorRatePerSecond, doorBurst } = parts.settings;
    const admission = new Admission(keys, parts.inboxes, new TokenBuckets(doorRatePerSecond, doorBurst, ticks));
    takeRawBodies(server);
    server.decorateRequest('limit', '');
    server.setErrorHandler((error, request, reply) => {
      const { bodyLimit = 0 } = request.routeOptions;
      return sendProblem(reply, isTooLarge(error) ? new BodyTooLarge(bodyLimit) : error, parts.logger);
    });
    envelopeRoute(server, parts, admission);
    batchRoute(server, parts, admission);
    webhookRoute(server, parts, admission);
  };
}

/** A body that did not say how long it is turned out too long. */
const isTooLarge = (error: unknown): boolean => (error as { code?: string }).code === 'FST_ERR_CTP_BODY_TOO_LARGE';
