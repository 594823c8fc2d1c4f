import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { KeyRing } from './access/index.js';
import { answersWith } from './answers.js';
import { ApiModule } from './api.module.js';
import type { ApiParts } from './api-parts.js';
import { ChatServer } from './chat/index.js';
import { Closing } from './closing.js';
import { docsPlugin } from './docs/docs.plugin.js';
import { doorPlugin, doorPrefix } from './door/index.js';
import { healthPlugin } from './health/index.js';
import { DeskMetrics } from './metrics/index.js';
import { LiveDesk } from './live/index.js';
import { LongAnswers } from './long-answers/index.js';
import { NestLog } from './nest-log.js';
import { sendProblem } from './problems/index.js';

/** What the server expects of connections. */
const connections = {
  logger: false,
  /** Milliseconds a request may take to arrive, body included. */
  requestTimeout: 120_000,
  /** `Closing` answers instead, as a problem detail. */
  return503OnClosing: false,
  routerOptions: { maxParamLength: 1_000 },
} as const;

/** A route as it is served. */
export interface ServedRoute {
  readonly method: string;
  /** With its parameters: `/v1/tickets/:ticketId`. */
  readonly path: string;
}

/**
 * The api of one desk: the door and the chat sockets straight on Fastify, everything else as Nest controllers, all on
 * one server. Call `listen` to open it, `close` to acknowledge what is under way and shut it.
 * `onRoute` hears of every route before anybody can call it.
 */
export async function createApi(
  parts: ApiParts,
  onRoute: (route: ServedRoute) => void = () => undefined,
): Promise<NestFastifyApplication> {
  const ticks = parts.ticks ?? (() => performance.now());
  const keys = new KeyRing(parts.store.keys, parts.agents, parts.clock, ticks);
  const answers = new LongAnswers(parts.settings.longAnswers, keys);
  const heartbeatMs = parts.settings.longAnswers.heartbeatSeconds * 1000;
  const live = new LiveDesk({ source: parts.live, positions: parts.positions, heartbeatMs });
  const metrics = new DeskMetrics(async () => [...(await parts.measures()), answers.measure()]);
  const counted = { ...parts, door: metrics.counted(parts.door) };
  const chat = new ChatServer(counted, ticks);
  const closing = new Closing(parts.logger, () => {
    answers.end();
    live.close();
    return chat.close();
  });
  const adapter = new FastifyAdapter({
    ...connections,
    frameworkErrors: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) =>
      void sendProblem(reply, error, parts.logger),
  });
  const server = adapter.getInstance();
  server.addHook('onRoute', ({ method, url: path }) => {
    for (const each of [method].flat()) onRoute({ method: each, path });
  });
  closing.watch(server);
  metrics.watch(server);
  server.setReplySerializer(answersWith(parts.positions));
  void server.register(doorPlugin(counted, keys, ticks), { prefix: doorPrefix });
  void server.register(healthPlugin(() => !closing.hasBegun && parts.isReady(), parts.stopped));
  void server.register(docsPlugin(async () => (await import('./told-api.js')).openApi()));
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.for(counted, keys, metrics, answers, live),
    adapter,
    {
      logger: new NestLog(parts.logger),
      abortOnError: false,
    },
  );
  await app.init();
  chat.attach(app.getHttpServer());
  return app;
}
