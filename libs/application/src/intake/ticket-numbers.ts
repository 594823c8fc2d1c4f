import type { Numbers } from '#desk-store';

const blockSize = 256;

/** The series of a desk's ticket numbers. */
export const ticketSeries = 'ticket';

/** The short numbers people see: taken in durable blocks, given out one by one, never twice. Gaps are allowed. */
export class TicketNumbers {
  private free: number[] = [];

  constructor(private readonly numbers: Numbers) {}

  /** So many numbers, rising, for the caller alone; those it did not use it may give back. */
  async reserve(count: number): Promise<number[]> {
    while (this.free.length < count) {
      const { first, size } = await this.numbers.take(ticketSeries, Math.max(blockSize, count));
      for (let number = first; number < first + size; number++) this.free.push(number);
    }
    return this.free.splice(0, count);
  }

  /** These were not used: the next ones who ask get them. */
  giveBack(unused: readonly number[]): void {
    this.free = [...unused, ...this.free];
  }
}
