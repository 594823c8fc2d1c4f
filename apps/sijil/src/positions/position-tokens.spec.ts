import { PositionTokens, PositionUnreadable } from './position-tokens.js';

describe('a position as the world sees it', () => {
  const tokens = new PositionTokens('desk-1', 2, 'log');

  it('comes back as it was, and says nothing that invites counting', () => {
    for (const position of [0n, 7n, 123_456_789_012_345_678n]) {
      expect(tokens.read(tokens.write(position))).toBe(position);
      expect(tokens.write(position)).not.toContain(String(position));
    }
  });

  it.each([
    ['of another desk', new PositionTokens('desk-2', 2, 'log').write(7n), 'another desk'],
    ['from before a restore', new PositionTokens('desk-1', 1, 'log').write(7n), 'another epoch'],
    ['of the inbound log', new PositionTokens('desk-1', 2, 'inbound').write(7n), 'inbound'],
    ['made up', '7', 'malformed'],
    ['empty', '', 'malformed'],
    ['below zero', Buffer.from('log desk-1 2 -7').toString('base64url'), 'malformed'],
  ])('is refused loudly when it is %s', (_, token, reason) => {
    expect(() => tokens.read(token)).toThrow(PositionUnreadable);
    expect(() => tokens.read(token)).toThrow(reason);
  });
});
