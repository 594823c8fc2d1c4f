import type { FastifyInstance } from 'fastify';
import { InboxNotFound } from '#application';
import type { Inbox } from '#application';
import type { ApiParts, WebhookScheme } from '../api-parts.js';
import type { Admission, DoorParams } from './admission.js';
import { HandshakeRefused, SecretMissing, SignatureWrong, WebhookNotOffered } from './door.errors.js';
import { bytesOf, refuseLargeBody } from './request-body.js';

/**
 * `/webhook`: deliveries in the shape a provider sends, told from forgeries by the provider's own signature over the
 * raw bytes, so no key is asked for. `GET` answers the provider's question whether the address is ours. A delivery is
 * answered with a plain 200 once it is durable: providers read nothing else.
 */
export function webhookRoute(server: FastifyInstance, parts: ApiParts, admission: Admission): void {
  const { door, settings } = parts;

  server.get<{ Params: DoorParams }>('/webhook', {
    handler: async ({ params, raw }, reply) => {
      const { inbox, scheme } = hookOf(params.inbox, parts);
      const query = new Map(new URLSearchParams(raw.url?.split('?', 2)[1]));
      const answer = scheme.answerHandshake(query, secretOf(inbox, inbox.verifyName, parts));
      if (answer === undefined) throw new HandshakeRefused();
      return reply.type('text/plain; charset=utf-8').send(answer);
    },
  });

  server.post<{ Params: DoorParams }>('/webhook', {
    bodyLimit: settings.maxBodyBytes,
    onRequest: refuseLargeBody,
    handler: async (request, reply) => {
      const { inbox, scheme } = hookOf(request.params.inbox, parts);
      const { headers } = request.raw;
      const bytes = bytesOf(request);
      const header = (name: string) => [headers[name]].flat()[0];
      if (!scheme.isSigned(bytes, header, secretOf(inbox, inbox.secretName, parts))) throw new SignatureWrong();
      admission.charge(`webhook ${inbox.id}`, 1);
      await door.keep(inbox.id, [{ bytes, contentType: request.contentType }]);
      return reply.code(200).send();
    },
  });
}

function hookOf(id: string, { inboxes, webhookSchemes }: ApiParts): { inbox: Inbox; scheme: WebhookScheme } {
  const inbox = inboxes.find(id);
  if (!inbox) throw new InboxNotFound(id);
  const scheme = webhookSchemes.get(inbox.kind);
  if (!scheme) throw new WebhookNotOffered(inbox.kind);
  return { inbox, scheme };
}

/** The provider repeats what was answered 503, so nothing is lost while an operator sets the secret. */
function secretOf(inbox: Inbox, name: string | undefined, { secret, logger }: ApiParts): string {
  const value = name === undefined ? undefined : secret(name);
  if (value) return value;
  logger.warn({ inbox: inbox.id, variable: name }, 'the inbox names no secret, or its variable is not set');
  throw new SecretMissing(inbox.id);
}
