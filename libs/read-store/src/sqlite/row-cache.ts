import type { Row } from '../table.port.js';

/** Rows of one table that were read or written last, so that busy rows are not read from the file for every batch. */
export class RowCache {
  readonly #rows = new Map<string, Row>();

  constructor(private readonly capacity: number) {}

  get(key: string): Row | undefined {
    const row = this.#rows.get(key);
    if (row !== undefined) this.#touch(key, row);
    return row;
  }

  put(key: string, row: Row): void {
    this.#touch(key, row);
    if (this.#rows.size > this.capacity) this.#dropOldest();
  }

  drop(key: string): void {
    this.#rows.delete(key);
  }

  clear(): void {
    this.#rows.clear();
  }

  /** A Map keeps the order of insertion: what was touched last stands last. */
  #touch(key: string, row: Row): void {
    this.#rows.delete(key);
    this.#rows.set(key, row);
  }

  #dropOldest(): void {
    for (const oldest of this.#rows.keys()) {
      this.#rows.delete(oldest);
      return;
    }
  }
}
