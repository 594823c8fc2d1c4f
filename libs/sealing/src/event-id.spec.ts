import fc from 'fast-check';
import { eventId } from './event-id.js';

const instant = fc
  .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('9999-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

describe('the id of an event', () => {
  it('is the same tomorrow as today', () => {
    expect(eventId('2026-03-01T08:00:00.000Z', 'customer-1', 'command-1', 0)).toBe(
      '019ca869-5000-889c-b753-7547d17b9810',
    );
  });

  it('is a UUID of version 8 that begins with the time', () => {
    fc.assert(
      fc.property(instant, fc.string(), fc.string(), fc.nat(), (at, stream, command, index) => {
        const id = eventId(at, stream, command, index);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(Date.parse(at));
      }),
    );
  });

  it('is the same for the same command, and another for another stream, command or index', () => {
    const at = '2026-03-01T08:00:00.000Z';
    const ids = [
      eventId(at, 'customer-1', 'command-1', 0),
      eventId(at, 'customer-2', 'command-1', 0),
      eventId(at, 'customer-1', 'command-2', 0),
      eventId(at, 'customer-1', 'command-1', 1),
      eventId(at, 'customer-1', 'command-', 10),
    ];
    expect(new Set(ids).size).toBe(5);
    expect(eventId(at, 'customer-1', 'command-1', 0)).toBe(ids[0]);
  });

  it('rises with time as text', () => {
    fc.assert(
      fc.property(instant, fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1 })), (one, later) => {
        const other = new Date(Date.parse(one) + later).toISOString();
        expect(eventId(one, 's', 'c', 0) < eventId(other, 's', 'c', 0)).toBe(true);
      }),
    );
  });

  it('refuses a time that is none', () => {
    expect(() => eventId('yesterday', 's', 'c', 0)).toThrow(RangeError);
  });
});
