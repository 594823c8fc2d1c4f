import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { sendProblem } from './problems/index.js';

/** The server takes nothing more; what is under way is still answered. */
export class ServerClosing extends Error {
  readonly code = 'SERVER.CLOSING';
  constructor() {
    super('the server is closing: come back, here or elsewhere');
  }
}

/** How often connections that have become idle are let go of, and how long those at work may take. Milliseconds. */
const sweepEvery = 50;
const patienceWithTheSilent = 500;
const patience = 10_000;

/** How the server goes: what is under way finishes, what comes now is sent elsewhere. */
export class Closing {
  /** True from the moment the server begins to close. */
  hasBegun = false;
  /** Connections on which nothing was asked yet: browsers open some ahead of need. */
  private readonly silent = new Set<Socket>();

  constructor(
    private readonly logger: Logger,
    /** Lets go of what would hold the server open. */
    private readonly letGo: () => Promise<void>,
  ) {}

  /** Refuses new requests once closing has begun; `/health/live` goes on answering. */
  watch(server: FastifyInstance): void {
    server.addHook('preClose', async () => {
      this.hasBegun = true;
      await this.letGo();
      sweep(server.server);
      setTimeout(() => this.silent.forEach((socket) => socket.destroy()), patienceWithTheSilent).unref();
    });
    server.server.on('connection', (socket: Socket) => {
      this.silent.add(socket);
      socket.once('close', () => this.silent.delete(socket));
    });
    server.addHook('onRequest', (request, reply, done) => {
      this.silent.delete(request.raw.socket);
      if (!this.hasBegun || request.url.startsWith('/health/')) return done();
      void reply.header('connection', 'close');
      sendProblem(reply, new ServerClosing(), this.logger);
    });
  }
}

/** Node lets go only of connections that are idle at the moment of closing; one at work then would be kept for long. */
function sweep(server: Server): void {
  const idle = setInterval(() => server.closeIdleConnections(), sweepEvery).unref();
  const all = setTimeout(() => server.closeAllConnections(), patience).unref();
  server.once('close', () => {
    clearInterval(idle);
    clearTimeout(all);
  });
}
