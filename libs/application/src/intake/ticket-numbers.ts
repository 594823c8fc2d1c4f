import type { Numbers } from '#desk-store';

const blockSize = 256;

/** The series of a desk's ticket numbers. */
export const ticketSeries = 'ticket';

/** The short numbers people see: taken in durable blocks, given out one by one, never twice. Gaps are allowed. */
export class TicketNumbers {
  private free: number[] = [];

  constructor(private readonly numbers: Numbers) {}

  /** Resolves when `count` numbers are at hand. */
  async ready(count: number): Promise<void> {
    while (this.free.length < count) {
      const { first, size } = await this.numbers.take(ticketSeries, Math.max(blockSize, count));
      for (let number = first; number < first + size; number++) this.free.push(number);
    }
  }

  /** The number the next ticket will have. */
  next(): number {
    const [number] = this.free;
    if (number === undefined) throw new RangeError('no ticket number at hand: await ready() first');
    return number;
  }

  /** It was used. */
  spend(): void {
    this.free.shift();
  }
}
