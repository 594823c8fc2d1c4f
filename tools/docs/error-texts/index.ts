import { commandLine } from './command-line.js';
import type { Chapter } from './error-text.js';
import { inside } from './inside.js';
import { onKafka } from './on-kafka.js';
import { onReplies } from './on-replies.js';
import { onTheRules } from './on-the-rules.js';
import { onTheWire } from './on-the-wire.js';
import { onWebhooks } from './on-webhooks.js';
import { quarantine } from './quarantine.js';
import { starting } from './starting.js';
import { stores } from './stores.js';

export type { Chapter, ErrorText } from './error-text.js';

/** Every stable code there is, chapter by chapter, as the page of the manual tells them. */
export const chapters: readonly Chapter[] = [
  onTheWire,
  onTheRules,
  onReplies,
  onWebhooks,
  quarantine,
  stores,
  onKafka,
  starting,
  commandLine,
  inside,
];
