import { startsOf } from './gathered.js';

/**
 * Spans that stand at the end of some period, column by column, in the order of their beginning: whose, when their
 * tickets were opened, and at the end of which periods they stand.
 */
export interface Spans {
  readonly persons: Int32Array;
  /** Quarters of an hour, and milliseconds beyond. */
  readonly openedQuarters: Int32Array;
  readonly openedRests: Int32Array;
  /** The first period at whose end each stands, and the first at whose end it does not any more. */
  readonly firsts: Int32Array;
  readonly lasts: Int32Array;
}

const roomOf = (length: number): Spans => ({
  persons: new Int32Array(length),
  openedQuarters: new Int32Array(length),
  openedRests: new Int32Array(length),
  firsts: new Int32Array(length),
  lasts: new Int32Array(length),
});

const partOf = (spans: Spans, from: number, to: number): Spans => ({
  persons: spans.persons.subarray(from, to),
  openedQuarters: spans.openedQuarters.subarray(from, to),
  openedRests: spans.openedRests.subarray(from, to),
  firsts: spans.firsts.subarray(from, to),
  lasts: spans.lasts.subarray(from, to),
});

/** Puts the numbers of each span of one column behind the other. */
function copyInto(room: Spans, spans: Spans, at: number): void {
  room.persons.set(spans.persons, at);
  room.openedQuarters.set(spans.openedQuarters, at);
  room.openedRests.set(spans.openedRests, at);
  room.firsts.set(spans.firsts, at);
  room.lasts.set(spans.lasts, at);
}

const fewest = 8192;
/** Of so many spans the room is kept: some 44 MiB. */
const mostKept = 2 ** 20;

/** Spans while they are gathered, and the cell of each. Its room is used again. */
export class GatheredSpans {
  #spans = roomOf(fewest);
  #cells: Int32Array = new Int32Array(fewest);
  #sorted = roomOf(0);
  #count = 0;

  /** Adds those that are chosen, 1 of each and 0 of the others; all columns are of the same length. */
  add(spans: Spans, cells: Int32Array, chosen: Uint8Array): void {
    if (this.room < this.#count + chosen.length) this.#grow(this.#count + chosen.length);
    this.#count = gather(spans, cells, chosen, { spans: this.#spans, cells: this.#cells, count: this.#count });
  }

  /** By cell; the order of beginning stays. They are told until others are gathered. */
  byCell(cellCount: number): (cell: number) => Spans {
    if (cellCount <= 1) return () => partOf(this.#spans, 0, this.#count);
    const cells = this.#cells.subarray(0, this.#count);
    const starts = startsOf(cells, cellCount);
    if (this.#sorted.persons.length < this.#count) this.#sorted = roomOf(this.room);
    layOut(this.#spans, cells, starts.slice(), this.#sorted);
    return (cell) => partOf(this.#sorted, starts[cell] as number, starts[cell + 1] as number);
  }

  /** Its room is more than should be kept for others. */
  get isLarge(): boolean {
    return this.room > mostKept;
  }

  /** Forgets them all. */
  clear(): void {
    this.#count = 0;
  }

  private get room(): number {
    return this.#cells.length;
  }

  #grow(count: number): void {
    const length = 2 ** Math.ceil(Math.log2(count));
    const [spans, cells] = [roomOf(length), new Int32Array(length)];
    copyInto(spans, this.#spans, 0);
    cells.set(this.#cells);
    [this.#spans, this.#cells] = [spans, cells];
  }
}

interface Room {
  readonly spans: Spans;
  readonly cells: Int32Array;
  readonly count: number;
}

/** Puts those that are chosen behind the others, and answers how many there are then. All columns at once: each is read once. */
function gather(spans: Spans, cells: Int32Array, chosen: Uint8Array, into: Room): number {
  const { persons, openedQuarters, openedRests, firsts, lasts } = spans;
  const { spans: room, cells: roomOfCells } = into;
  const [toPersons, toQuarters, toRests] = [room.persons, room.openedQuarters, room.openedRests];
  const [toFirsts, toLasts] = [room.firsts, room.lasts];
  let to = into.count;
  for (let span = 0; span < chosen.length; span += 1) {
    toPersons[to] = persons[span] as number;
    toQuarters[to] = openedQuarters[span] as number;
    toRests[to] = openedRests[span] as number;
    toFirsts[to] = firsts[span] as number;
    toLasts[to] = lasts[span] as number;
    roomOfCells[to] = cells[span] as number;
    to += chosen[span] as number;
  }
  return to;
}

/** Lays out spans by the place of each, which is the next of its cell. */
function layOut(spans: Spans, cells: Int32Array, nexts: Int32Array, into: Spans): void {
  const { persons, openedQuarters, openedRests, firsts, lasts } = spans;
  const [toPersons, toQuarters, toRests] = [into.persons, into.openedQuarters, into.openedRests];
  const [toFirsts, toLasts] = [into.firsts, into.lasts];
  for (let span = 0; span < cells.length; span += 1) {
    const cell = cells[span] as number;
    const to = nexts[cell] as number;
    nexts[cell] = to + 1;
    toPersons[to] = persons[span] as number;
    toQuarters[to] = openedQuarters[span] as number;
    toRests[to] = openedRests[span] as number;
    toFirsts[to] = firsts[span] as number;
    toLasts[to] = lasts[span] as number;
  }
}

/** Spans of several cells as one, in the order of their beginning again. */
export function together(parts: readonly Spans[], periods: number): Spans {
  if (parts.length === 1 && parts[0] !== undefined) return parts[0];
  const length = parts.reduce((sum, { persons }) => sum + persons.length, 0);
  const [all, inOrder] = [roomOf(length), roomOf(length)];
  let at = 0;
  for (const part of parts) {
    copyInto(all, part, at);
    at += part.persons.length;
  }
  layOut(all, all.firsts, startsOf(all.firsts, periods), inOrder);
  return inOrder;
}
