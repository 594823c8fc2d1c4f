import type { DeskFacts } from '#desk-store';

/**
 * Up to where each partition of a topic is in the inbound log, kept in the desk store: what Kafka calls committed may be
 * ahead of a desk that was restored, and is thrown away where a topic is truncated.
 */
export class TopicPlace {
  constructor(
    private readonly facts: DeskFacts,
    private readonly topic: string,
  ) {}

  /** The offset to read next; `undefined` where nothing was read. */
  async next(partition: number): Promise<bigint | undefined> {
    const text = await this.facts.get(this.factOf(partition));
    return text === undefined ? undefined : BigInt(text);
  }

  /** Durable when it resolves. */
  move(partition: number, next: bigint): Promise<void> {
    return this.facts.set(this.factOf(partition), String(next));
  }

  private factOf(partition: number): string {
    return `read ${this.topic} ${partition}`;
  }
}
