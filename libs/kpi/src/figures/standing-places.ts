/** Places of one word, and of one block that is counted by itself, as powers of two. */
const wordBits = 5;
const blockBits = 8;

/** Which of many places, that are in order, are taken: a bit each, so that taking one and counting many are both quick. */
export class StandingPlaces {
  #words: Int32Array = new Int32Array();
  /** How many are taken in each block. */
  #counts: Int32Array = new Int32Array();
  /** The highest that was taken since the beginning. */
  #top = -1;

  /** Begins again with so many places, none of them taken. */
  begin(places: number): void {
    const blocks = (places >> blockBits) + 1;
    const words = blocks << (blockBits - wordBits);
    if (this.#counts.length < blocks) {
      [this.#words, this.#counts] = [new Int32Array(words), new Int32Array(blocks)];
    } else {
      this.#words.fill(0, 0, words);
      this.#counts.fill(0, 0, blocks);
    }
    this.#top = -1;
  }

  /** Takes those of some spans, from one on until another: `places` of them, or, without, the spans are the places. */
  takeAll(places: Int32Array | undefined, from: number, to: number): void {
    if (places === undefined) return this.#takeRun(from, to);
    const words = this.#words;
    const counts = this.#counts;
    let top = this.#top;
    for (let span = from; span < to; span += 1) {
      const place = places[span] as number;
      words[place >> wordBits] = (words[place >> wordBits] as number) | (1 << (place & 31));
      counts[place >> blockBits] = (counts[place >> blockBits] as number) + 1;
      if (place > top) top = place;
    }
    this.#top = top;
  }

  /** Leaves those of these spans, from one of the list on until another: all of them were taken. */
  leaveAll(places: Int32Array | undefined, spans: Int32Array, from: number, to: number): void {
    const words = this.#words;
    const counts = this.#counts;
    for (let each = from; each < to; each += 1) {
      const span = spans[each] as number;
      const place = places === undefined ? span : (places[span] as number);
      words[place >> wordBits] = (words[place >> wordBits] as number) & ~(1 << (place & 31));
      counts[place >> blockBits] = (counts[place >> blockBits] as number) - 1;
    }
  }

  /** How many are taken from a place on, below another. */
  between(from: number, to: number): number {
    const end = Math.min(to, this.#top + 1);
    if (from >= end) return 0;
    const words = this.#words;
    const first = from >> wordBits;
    const last = (end - 1) >> wordBits;
    const above = -1 << (from & 31);
    const below = -1 >>> (31 - ((end - 1) & 31));
    if (first === last) return onesIn((words[first] as number) & above & below);
    const ends = onesIn((words[first] as number) & above) + onesIn((words[last] as number) & below);
    return ends + this.#inWords(first + 1, last);
  }

  /** The place at `rank`, from 1, of those that are taken, when the highest come first. */
  fromTop(rank: number): number {
    let [left, block] = [rank, this.#top >> blockBits];
    for (; block > 0 && left > (this.#counts[block] as number); block -= 1) left -= this.#counts[block] as number;
    let word = ((block + 1) << (blockBits - wordBits)) - 1;
    let bits = this.#words[word] as number;
    for (let ones = onesIn(bits); word > 0 && left > ones; ones = onesIn(bits)) {
      left -= ones;
      word -= 1;
      bits = this.#words[word] as number;
    }
    for (; left > 1; left -= 1) bits &= ~highestOf(bits);
    return (word << wordBits) + 31 - Math.clz32(bits);
  }

  /** Takes all places of a run, none of which is taken: word by word, and block by block. */
  #takeRun(from: number, to: number): void {
    if (from >= to) return;
    const words = this.#words;
    const first = from >> wordBits;
    const last = (to - 1) >> wordBits;
    const above = -1 << (from & 31);
    const below = -1 >>> (31 - ((to - 1) & 31));
    if (first === last) words[first] = (words[first] as number) | (above & below);
    else {
      words[first] = (words[first] as number) | above;
      words.fill(-1, first + 1, last);
      words[last] = (words[last] as number) | below;
    }
    for (let block = from >> blockBits, start = from; start < to; block += 1) {
      const end = Math.min(to, (block + 1) << blockBits);
      this.#counts[block] = (this.#counts[block] as number) + end - start;
      start = end;
    }
    this.#top = Math.max(this.#top, to - 1);
  }

  /** How many are taken in words: whole blocks are not looked into. */
  #inWords(first: number, end: number): number {
    const perBlock = 1 << (blockBits - wordBits);
    let [word, count] = [first, 0];
    while (word < end) {
      if (word % perBlock === 0 && word + perBlock <= end) {
        count += this.#counts[word / perBlock] as number;
        word += perBlock;
      } else {
        count += onesIn(this.#words[word] as number);
        word += 1;
      }
    }
    return count;
  }
}

const highestOf = (bits: number): number => 1 << (31 - Math.clz32(bits));

/** How many bits are set: counted in pairs, in fours, in bytes, and these summed by one multiplication. */
function onesIn(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x5555_5555);
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
