import type { PositionTokens } from './api-parts.js';
import { WrittenAnswer } from './written-answer.js';

/**
 * Writes answers as JSON. A bigint in one is a position of the case-file log; outside it is a token, never a number.
 */
export function answersWith(positions: PositionTokens): (answer: unknown) => string {
  const outside = (_: string, value: unknown) => (typeof value === 'bigint' ? positions.write(value) : value);
  return (answer) => (answer instanceof WrittenAnswer ? sent(answer) : JSON.stringify(answer, outside));
}

/** Fastify sends bytes as they are, though its types speak of text. */
const sent = ({ json }: WrittenAnswer): string =>
  Buffer.from(json.buffer, json.byteOffset, json.byteLength) as unknown as string;
