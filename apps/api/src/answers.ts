import type { PositionTokens } from './api-parts.js';

/**
 * Writes answers as JSON. A bigint in one is a position of the case-file log; outside it is a token, never a number.
 */
export function answersWith(positions: PositionTokens): (answer: unknown) => string {
  const outside = (_: string, value: unknown) => (typeof value === 'bigint' ? positions.write(value) : value);
  return (answer) => JSON.stringify(answer, outside);
}
