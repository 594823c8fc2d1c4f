import type { RecordedEvent } from '#event-log';
import type { PageWriter } from '#read-store';
import { parkableCategories, parked, withBehind } from '../parked/index.js';
import type { ParkedRow } from '../parked/index.js';

/** So many streams are parked and no more: then it is no longer their events that are at fault. */
export const mostParked = 1_000;

/** Which streams lie parked, as one writer's pages have it: at most `mostParked` rows, so that no batch asks for them. */
export class ParkedStreams {
  private constructor(private readonly rows: Map<string, ParkedRow>) {}

  static async in(writer: PageWriter): Promise<ParkedStreams> {
    const rows = new Map<string, ParkedRow>();
    for (const category of parkableCategories)
      for (const row of (await writer.loadWhere(parked, 'category', category)) as readonly ParkedRow[])
        rows.set(row.stream, row);
    return new ParkedStreams(rows);
  }

  get count(): number {
    return this.rows.size;
  }

  of(stream: string): ParkedRow | undefined {
    return this.rows.get(stream);
  }

  /** What is committed is known from then on. */
  learn(row: ParkedRow): void {
    this.rows.set(row.stream, row);
  }

  forget(stream: string): void {
    this.rows.delete(stream);
  }

  /** The rows of parked streams with these events behind them. */
  behind(events: readonly RecordedEvent[]): readonly ParkedRow[] {
    if (this.rows.size === 0) return [];
    const rows = new Map<string, ParkedRow>();
    for (const event of events) {
      const row = rows.get(event.stream) ?? this.rows.get(event.stream);
      if (row) rows.set(event.stream, withBehind(row, event));
    }
    return [...rows.values()];
  }
}
