import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A record as a receiver reads it. */
export interface ReceivedRecord {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly position: string;
  readonly parts?: Readonly<Record<string, { readonly state: string; readonly content?: unknown }>>;
}

/** One delivery, whether it was taken or not. */
export interface Received {
  readonly id: string;
  readonly isSigned: boolean;
  /** Of the answer; 0 where there was none. */
  readonly status: number;
  readonly bytes: number;
  readonly webhook: string;
  readonly records: readonly ReceivedRecord[];
}

/** What a receiver says to one delivery; `silent` answers nothing, ever. */
export type Saying = { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | 'silent';

/** A local server that takes deliveries, and checks their signatures by the letter of the Standard Webhooks specification. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  /** What it says to the next deliveries, before it takes any. */
  readonly sayings: Saying[] = [];
  /** What it says to all others. */
  usual: Saying = { status: 204 };
  private readonly waiting = new Set<() => void>();

  private constructor(
    private readonly server: Server,
    private readonly secret: string,
  ) {}

  static async start(secret: string): Promise<WebhookReceiver> {
    const server = createServer();
    const receiver = new WebhookReceiver(server, secret);
    server.on('request', (request, response) => {
      void buffer(request).then(
        (body) => receiver.take(request.headers, body, response),
        () => undefined,
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/log`;
  }

  /** Deliveries it took, in the order they came. */
  get taken(): readonly Received[] {
    return this.received.filter(({ status }) => status >= 200 && status < 300);
  }

  /** Records it took, in the order they came, repeats too. */
  get records(): readonly ReceivedRecord[] {
    return this.taken.flatMap(({ records }) => records);
  }

  /** Resolves once it is so; looked at after every delivery. */
  async until(isSo: (receiver: WebhookReceiver) => boolean): Promise<void> {
    while (!isSo(this)) await new Promise<void>((look) => this.waiting.add(look));
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private take(headers: IncomingHttpHeaders, body: Buffer, response: ServerResponse): void {
    const saying = this.sayings.shift() ?? this.usual;
    const status = saying === 'silent' ? 0 : saying.status;
    const said = JSON.parse(body.toString()) as Pick<Received, 'webhook' | 'records'>;
    const isSigned = isSignedWith(this.secret, headers, body);
    this.received.push({ id: String(headers['webhook-id']), isSigned, status, bytes: body.length, ...said });
    if (saying !== 'silent') response.writeHead(saying.status, saying.headers).end();
    for (const look of this.waiting) look();
    this.waiting.clear();
  }
}

/** As the specification tells receivers to do it. */
function isSignedWith(secret: string, headers: IncomingHttpHeaders, body: Buffer): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body.toString()}`;
  const expected = Buffer.from(createHmac('sha256', key).update(content).digest('base64'));
  return String(headers['webhook-signature'])
    .split(' ')
    .map((signature) => signature.split(','))
    .some(([version, given = '']) => version === 'v1' && given.length === expected.length && timingSafeEqual(Buffer.from(given), expected)); // prettier-ignore
}
