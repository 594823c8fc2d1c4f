import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { KeyRing } from './access/index.js';
import { ApiModule } from './api.module.js';
import type { ApiParts } from './api-parts.js';
import { ChatServer } from './chat/index.js';
import { doorPlugin, doorPrefix } from './door/index.js';
import { healthPlugin } from './health/index.js';
import { answersWith } from './answers.js';
import { NestLog } from './nest-log.js';

/**
 * The api of one desk: the door and the chat sockets straight on Fastify, everything else as Nest controllers, all on
 * one server. Call `listen` to open it, `close` to acknowledge what is under way and shut it.
 */
export async function createApi(parts: ApiParts): Promise<NestFastifyApplication> {
  const ticks = parts.ticks ?? (() => performance.now());
  const keys = new KeyRing(parts.store.keys, parts.clock, ticks);
  const chat = new ChatServer(parts, ticks);
  const adapter = new FastifyAdapter({ logger: false });
  const server = adapter.getInstance();
  let closing = false;
  server.setReplySerializer(answersWith(parts.positions));
  void server.register(doorPlugin(parts, keys, ticks), { prefix: doorPrefix });
  void server.register(healthPlugin(() => !closing && parts.isReady()));
  server.addHook('preClose', () => {
    closing = true;
    return chat.close();
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.for(parts, keys), adapter, {
    logger: new NestLog(parts.logger),
    abortOnError: false,
  });
  await app.init();
  chat.attach(app.getHttpServer());
  return app;
}
