import type { FastifyInstance } from 'fastify';
import type { ApiParts } from '../api-parts.js';
import type { Admission, DoorParams } from './admission.js';
import { readEnvelopeHeaders } from './envelope-headers.js';
import { keptAnswer } from './receipt.js';
import { bytesOf, refuseLargeBody } from './request-body.js';

/** `POST …/envelopes`: one body is one envelope. 201 when it is durable, 200 when it was there before. */
export function envelopeRoute(server: FastifyInstance, parts: ApiParts, admission: Admission): void {
  const { door, envelopeTokens, settings } = parts;
  server.post<{ Params: DoorParams }>('/envelopes', {
    bodyLimit: settings.maxBodyBytes,
    onRequest: [(request) => admission.admit(request), refuseLargeBody],
    handler: async (request, reply) => {
      const said = readEnvelopeHeaders(request.raw.headers);
      const delivery = { bytes: bytesOf(request), contentType: request.contentType, ...said };
      const [receipt] = await door.keep(request.params.inbox, [delivery]);
      if (!receipt) throw new Error('the door gave no receipt');
      reply.code(receipt.repeated ? 200 : 201).type('application/json; charset=utf-8');
      return JSON.stringify(keptAnswer(receipt, envelopeTokens));
    },
  });
}
