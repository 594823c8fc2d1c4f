import { opened } from './stretch-bytes.js';
import { KeptStretches } from './kept-stretches.js';

const bytes = 4;
/** A stretch without a fact and without a column. */
const stretch = () => opened(new Uint8Array(bytes), 0);
const named = (start: number, digest = start) => ({ start, digest });

/** Asks for these stretches, and keeps those it did not find; answers which it found. */
function ask(kept: KeptStretches, starts: readonly number[]): readonly number[] {
  kept.turn();
  return starts.filter((start) => {
    if (kept.of(named(start)) !== undefined) return true;
    kept.keep(named(start), stretch());
    return false;
  });
}

describe('stretches that were read', () => {
  it('are found again, and one whose facts changed is not', () => {
    const kept = new KeptStretches(10 * bytes);
    ask(kept, [1, 2]);
    expect(ask(kept, [1, 2])).toEqual([1, 2]);
    expect(kept.of(named(1, 7))).toBeUndefined();
    expect(kept.of({ start: 9, digest: 1 })).toBeUndefined();
  });

  it('stay where a question goes through more than there is room for', () => {
    const kept = new KeptStretches(3 * bytes);
    ask(kept, [1, 2, 3, 4, 5]);
    expect(ask(kept, [1, 2, 3, 4, 5])).toEqual([1, 2, 3]);
  });

  it('make room once many questions did not ask for them', () => {
    const kept = new KeptStretches(2 * bytes);
    ask(kept, [1, 2]);
    for (let question = 0; question < 10; question += 1) ask(kept, [2, 3]);
    expect(ask(kept, [2, 3])).toEqual([2, 3]);
    expect(ask(kept, [1])).toEqual([]);
  });
});
