import { text } from '../docs/index.js';
import type { Chapter } from '../docs/index.js';

const page = '# TYPE sijil_pages_position gauge\nsijil_pages_position 42\n';

/** What operators watch. */
export const metricsDocs: Chapter = {
  title: 'Watching',
  routes: {
    'GET /metrics': {
      summary: 'What Prometheus reads',
      about: 'docs/operations.md says what each figure means.',
      answer: { status: 200, mediaType: 'text/plain', schema: text(page) },
    },
  },
};
