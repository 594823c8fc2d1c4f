import { openDeskStore } from '#desk-store/open';
import { TicketNumbers } from './ticket-numbers.js';

describe('ticket numbers', () => {
  it('rise, are given out once, and come back when they were not used', async () => {
    const { numbers } = await openDeskStore('memory:');
    const tickets = new TicketNumbers(numbers);
    const [first, second, ...unused] = await tickets.reserve(4);
    expect([first, second, ...unused]).toEqual([1, 2, 3, 4]);
    tickets.giveBack(unused);
    expect(await tickets.reserve(3)).toEqual([3, 4, 5]);
  });

  it('are never shared by two who ask at once, and never given out again after a restart', async () => {
    const { numbers } = await openDeskStore('memory:');
    const tickets = new TicketNumbers(numbers);
    const given = (await Promise.all([tickets.reserve(200), tickets.reserve(200)])).flat();
    expect(new Set(given).size).toBe(400);
    const [afterRestart = 0] = await new TicketNumbers(numbers).reserve(1);
    expect(afterRestart).toBeGreaterThan(Math.max(...given));
  });
});
