import type { Answer, Chapter } from './route-doc.js';
import { anything, text } from './schema.js';

const page = (mediaType: string, example: string): Answer => ({ status: 200, mediaType, schema: text(example) });

/** The description of the api itself. */
export const docsDocs: Chapter = {
  title: 'This description',
  routes: {
    'GET /docs': { summary: 'For people', access: 'anybody', answer: page('text/html', '<!doctype html>') },
    'GET /docs/openapi.json': {
      summary: 'For programs',
      access: 'anybody',
      answer: { status: 200, schema: anything({ openapi: '3.1.0' }) },
    },
    'GET /docs/start.js': {
      summary: 'Part of the page',
      access: 'anybody',
      answer: page('text/javascript', 'SwaggerUIBundle({…});'),
    },
    'GET /docs/swagger-ui.css': {
      summary: 'Part of the page',
      access: 'anybody',
      answer: page('text/css', '.swagger-ui {…}'),
    },
    'GET /docs/swagger-ui-bundle.js': {
      summary: 'Part of the page',
      access: 'anybody',
      answer: page('text/javascript', '…'),
    },
  },
};
