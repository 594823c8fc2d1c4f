import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { ApiKeys } from '#desk-store';
import type { Foundation, Part } from '../foundation/index.js';
import { withRunKeys } from '../run-key.js';
import { urlOf } from '../url-of.js';
import { measuresText } from './measures-text.js';

interface Told {
  readonly status: number;
  readonly type?: string;
  readonly text: string;
}

const json = (status: number, answer: object): Told => ({ status, text: JSON.stringify(answer) });
const refused = (status: number, code: string): Told => ({ ...json(status, { status, code }), type: 'application/problem+json' }); // prettier-ignore
const mayScrape: ReadonlySet<string> = new Set(['admin', 'supervisor']);

/** How a role without doors of its own is asked how it is: health without a key, metrics with one. */
export class RoleDoor implements Part {
  private readonly registry = new Registry();
  private watchesProcess = false;

  private constructor(
    private readonly server: Server,
    private readonly keys: ApiKeys,
    role: string,
    private readonly isReady: () => boolean,
    private readonly works: Foundation['works'],
  ) {
    new Gauge({
      name: 'sijil_role_ready',
      help: 'Whether this process works or stands by, by its role.',
      labelNames: ['role'],
      registers: [this.registry],
      collect() {
        this.set({ role }, Number(isReady()));
      },
    });
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void this.answer(request, response));
  }

  /** Listens where the settings say. */
  static async open(role: string, foundation: Foundation, isReady: () => boolean): Promise<RoleDoor> {
    const { settings, stores, clock } = foundation;
    const own = settings.adminKey === undefined ? [] : [{ id: 'ADMIN_KEY', secret: settings.adminKey }];
    const server = createServer();
    const door = new RoleDoor(server, withRunKeys(stores.desk.keys, own, clock.now()), role, isReady, foundation.works);
    server.listen(settings.port, settings.host);
    await once(server, 'listening');
    return door;
  }

  get url(): string {
    return urlOf(this.server.address() as AddressInfo);
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, type = 'application/json', text } = await this.told(request).catch(() => refused(503, 'DESK.UNAVAILABLE')); // prettier-ignore
    response.writeHead(status, { 'content-type': type }).end(text);
  }

  private async told({ method, url = '', headers }: IncomingMessage): Promise<Told> {
    const path = method === 'GET' ? url.split('?')[0] : undefined;
    const isReady = this.isReady();
    if (path === '/health/live') return json(200, { status: 'live' });
    if (path === '/health/ready')
      return json(
        isReady ? 200 : 503,
        isReady ? { status: 'ready' } : { status: 'not-ready', stopped: this.works.stopped },
      );
    if (path !== '/metrics') return refused(404, 'REQUEST.ROUTE_NOT_FOUND');
    const role = await this.roleOf(headers.authorization);
    if (role === undefined) return refused(401, 'ACCESS.KEY_UNKNOWN');
    return mayScrape.has(role) ? this.metrics() : refused(403, 'ACCESS.ROLE_REFUSED');
  }

  private async roleOf(authorization = ''): Promise<string | undefined> {
    const secret = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    if (secret === undefined) return undefined;
    const key = await this.keys.findByDigest(createHash('sha256').update(secret).digest('hex'));
    return key?.revokedAt === undefined ? key?.role : undefined;
  }

  private async metrics(): Promise<Told> {
    if (!this.watchesProcess) collectDefaultMetrics({ register: this.registry });
    this.watchesProcess = true;
    const told = [await this.registry.metrics(), await measuresText(await this.works.measures())];
    return { status: 200, type: this.registry.contentType, text: told.join('') };
  }
}
