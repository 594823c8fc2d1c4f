import type { Row } from '../table.port.js';

/**
 * Rows of one table that were read or written last, so that busy rows are not read from the file for every batch.
 * Two generations: what is used moves to the younger; when that is full, the older one is forgotten.
 */
export class RowCache {
  #younger = new Map<string | number, Row>();
  #older = new Map<string | number, Row>();

  /** `capacity`: rows of a generation. */
  constructor(private readonly capacity: number) {}

  get(key: string | number): Row | undefined {
    const young = this.#younger.get(key);
    if (young !== undefined) return young;
    const old = this.#older.get(key);
    if (old !== undefined) this.put(key, old);
    return old;
  }

  put(key: string | number, row: Row): void {
    this.#younger.set(key, row);
    if (this.#younger.size < this.capacity) return;
    this.#older = this.#younger;
    this.#younger = new Map();
  }

  drop(key: string | number): void {
    this.#younger.delete(key);
    this.#older.delete(key);
  }

  clear(): void {
    this.#younger.clear();
    this.#older.clear();
  }
}
