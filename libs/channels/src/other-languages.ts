import { createRequire } from 'node:module';
import type * as Tinyld from 'tinyld';

const require = createRequire(import.meta.url);
let tinyld: typeof Tinyld | undefined;

/**
 * The language of a short text, ISO 639-1, or empty, as the library tells it. Its word lists take ten megabytes in each
 * thread that has them: they are loaded by the first text that needs them.
 */
export function detectLanguage(sample: string): string {
  tinyld ??= require('tinyld') as typeof Tinyld;
  return tinyld.detect(sample);
}
