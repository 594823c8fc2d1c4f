import type { FastifyPluginAsync } from 'fastify';

/** `/health/live`: the process answers. `/health/ready`: it takes work; 503 while it starts or drains, or a work stopped. */
export function healthPlugin(isReady: () => boolean, stopped: () => readonly string[]): FastifyPluginAsync {
  return async (server) => {
    server.get('/health/live', async () => ({ status: 'live' }));
    server.get('/health/ready', async (_request, reply) => {
      const ready = isReady();
      if (ready) return reply.send({ status: 'ready' });
      return reply.code(503).send({ status: 'not-ready', stopped: stopped() });
    });
  };
}
