import type { PositionTokens } from '../positions/position-tokens.js';

/**
 * An answer as JSON, UTF-8. Positions of the log stand in it as tokens: its own, and those of the rows of its lists.
 * Told apart from a replacer that is asked about every field: that takes as long again as all the rest.
 */
export function writtenPage(answer: object, positions: Pick<PositionTokens, 'write'>): Uint8Array<ArrayBuffer> {
  const told = (value: unknown) => (typeof value === 'bigint' ? positions.write(value) : value);
  const rowTold = (row: unknown) => (hasPosition(row) ? { ...row, position: told(row.position) } : row);
  const fields = Object.entries(answer).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(rowTold) : told(value),
  ]);
  return Uint8Array.from(Buffer.from(JSON.stringify(Object.fromEntries(fields))));
}

const hasPosition = (row: unknown): row is { readonly position: unknown } =>
  typeof row === 'object' && row !== null && 'position' in row;
