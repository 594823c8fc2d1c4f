import { refusalsOf } from './common-refusals.js';
import { operationOf } from './operation.js';
import { problemSchema } from './problem-answers.js';
import type { Access, Chapter, Route } from './route-doc.js';
import type { ToldRoute } from './told-route.js';

/** The routes of these chapters. `accessOf` knows who may call a route that does not say so itself. */
export function toldRoutes(
  chapters: readonly Chapter[],
  accessOf: (route: Route) => Access | undefined,
): readonly ToldRoute[] {
  return chapters.flatMap(({ title, routes }) =>
    Object.entries(routes).map(([name, doc]) => {
      const route = name as Route;
      const access = doc.access ?? accessOf(route) ?? [];
      return { route, chapter: title, doc, access, refusals: refusalsOf(doc, access) };
    }),
  );
}

const description = `Everything a desk answers. Every answer says the \`position\` of the log it is valid at; \`minPosition\` makes a
question wait for what was just written. A refusal is a problem detail (RFC 9457) with a stable \`code\`. Beside those that
stand at each operation, any of them may answer 503 with \`Retry-After\` (a store is full or away, the server is closing,
the pages are not there yet), 429 (too much for now) and 500 (a fault of the server).`;

/** The description of the api, as OpenAPI 3.1 has it. It holds nothing of any one desk. */
export function openApiOf(routes: readonly ToldRoute[]): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const told of routes) {
    const [method = '', address = ''] = told.route.split(' ');
    const path = address.replaceAll(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[method.toLowerCase()] = operationOf(told);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Sijil', version: '1', description, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ chapter }) => chapter))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key of this desk.' } },
    },
  };
}
