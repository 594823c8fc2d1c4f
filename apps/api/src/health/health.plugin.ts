import type { FastifyPluginAsync } from 'fastify';

/** `/health/live`: the process answers. `/health/ready`: it takes work; 503 while it starts or drains. */
export function healthPlugin(isReady: () => boolean): FastifyPluginAsync {
  return async (server) => {
    server.get('/health/live', async () => ({ status: 'live' }));
    server.get('/health/ready', async (_request, reply) => {
      const ready = isReady();
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready' });
    });
  };
}
