import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { readingPage, readingScript } from './reading-page.js';

/** The pages of Swagger UI, as its package brings them: nothing is fetched from elsewhere. */
const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};
const resolve = createRequire(import.meta.url).resolve;

/** Swagger UI sets styles on its elements and draws its icons from `data:`; it needs nothing else. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * `/docs`: the description of the api for people, `/docs/openapi.json` for programs. No key is asked for: a browser that
 * opens a page sends none, and what stands there is the same on every desk and tells nothing of this one. What is said of
 * the routes is loaded when it is first asked for: most servers live without anybody asking.
 */
export function docsPlugin(openApi: () => Promise<Readonly<Record<string, unknown>>>): FastifyPluginAsync {
  return async (server) => {
    let description: Promise<string> | undefined;
    const described = () => (description ??= openApi().then((told) => JSON.stringify(told)));
    server.setReplySerializer(String);
    server.get('/docs', async (_request, reply) => sent(reply, 'text/html; charset=utf-8').send(readingPage));
    server.get('/docs/start.js', async (_request, reply) =>
      sent(reply, 'text/javascript; charset=utf-8').send(readingScript),
    );
    server.get('/docs/openapi.json', async (_request, reply) =>
      sent(reply, 'application/json; charset=utf-8').send(await described()),
    );
    for (const [name, mediaType] of Object.entries(assets)) {
      server.get(`/docs/${name}`, async (_request, reply) =>
        sent(reply, mediaType).send(await readFile(resolve(`swagger-ui-dist/${name}`))),
      );
    }
  };
}

const sent = (reply: FastifyReply, mediaType: string): FastifyReply =>
  reply
    .type(mediaType)
    .header('cache-control', 'public, max-age=3600')
    .header('content-security-policy', policy)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer');
