import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BodyTooLarge } from './door.errors.js';

/**
 * Makes a Fastify context take bodies as they are: of any content type, of none, of one that is not well-formed;
 * never decoded.
 */
export function takeRawBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.decorateRequest('contentType', '');
  server.addHook('onRequest', (request, _reply, done) => {
    request.contentType = request.raw.headers['content-type'] ?? '';
    // Out of Fastify's sight, which refuses media types it cannot read.
    delete request.raw.headers['content-type'];
    done();
  });
}

/** The bytes of a request as they came; empty where it had no body. */
export const bytesOf = ({ body }: FastifyRequest): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

/**
 * Refuses a body that says it is too large before a byte of it is read, and leaves the connection open: a client
 * in the middle of sending would otherwise see a broken pipe instead of the answer.
 */
export async function refuseLargeBody({ headers, routeOptions: { bodyLimit } }: FastifyRequest): Promise<void> {
  if (bodyLimit !== undefined && Number(headers['content-length']) > bodyLimit) throw new BodyTooLarge(bodyLimit);
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What the sender says the bytes are, as written; empty where it says nothing. */
    contentType: string;
  }
}
