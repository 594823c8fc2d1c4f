import { object, ok, oneOf } from '../docs/index.js';
import type { Chapter } from '../docs/index.js';

/** Whether the process lives, and works. */
export const healthDocs: Chapter = {
  title: 'Health',
  routes: {
    'GET /health/live': {
      summary: 'The process answers',
      access: 'anybody',
      answer: ok(object({ status: oneOf(['live']) })),
    },
    'GET /health/ready': {
      summary: 'The desk takes work',
      about:
        '503 with `not-ready` while it starts or drains, its pages stand still, or a work with Kafka stopped, which `stopped` names.',
      access: 'anybody',
      answer: ok(object({ status: oneOf(['ready', 'not-ready']) })),
    },
  },
};
