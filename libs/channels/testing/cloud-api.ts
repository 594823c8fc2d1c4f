import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A message as the Cloud API is asked to send it. */
export interface AskedMessage {
  readonly path: string;
  readonly authorization: string;
  readonly body: Readonly<Record<string, unknown>>;
}
/** An answer of the Cloud API. */
export interface CloudAnswer {
  readonly status: number;
  readonly body: object;
}

/** A local server that speaks as WhatsApp's Cloud API does: every message it takes gets an id, `wamid.1` and on. */
export class CloudApi {
  readonly asked: AskedMessage[] = [];
  /** Answers to the next messages, before it takes any. */
  readonly refusals: CloudAnswer[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<CloudApi> {
    const server = createServer();
    const api = new CloudApi(server);
    server.on('request', (request, response) => {
      void json(request).then((body) => {
        const { status, body: said } = api.answer(request.url ?? '', request.headers.authorization ?? '', body);
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v23.0`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(path: string, authorization: string, said: unknown): CloudAnswer {
    const body = said as AskedMessage['body'];
    this.asked.push({ path, authorization, body });
    const contacts = [{ input: body['to'], wa_id: body['to'] }];
    const messages = [{ id: `wamid.${this.asked.length}` }];
    return this.refusals.shift() ?? { status: 200, body: { messaging_product: 'whatsapp', contacts, messages } };
  }
}

/** How the Cloud API refuses a message. */
export const cloudRefusal = (status: number, code: number, message: string): CloudAnswer => ({
  status,
  body: { error: { message, type: 'OAuthException', code, fbtrace_id: 'Az8or2yhqkZfEZ' } },
});
