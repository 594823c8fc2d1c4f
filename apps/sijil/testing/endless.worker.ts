import type { ParsedEnvelope } from '#channels';
import type { ParseTask } from '../src/intake/parse.worker.js';

/** A parser that comes to no end on one subject, as a bad pattern would. */
export default function parse({ raw }: ParseTask): ParsedEnvelope {
  while (raw.nativeId === 'endless');
  return { parser: 'endless@1', items: [], refusals: [] };
}
