import fc from 'fast-check';
import { quarterMs, widthOf } from '../measures/index.js';
import { PackedColumns } from './packed-columns.js';
import { opened } from './stretch-bytes.js';
import { Stretch } from './stretch.js';

const width = widthOf('opening');

/** An opening so many milliseconds after 1970, of a person; the rest is of no matter here. */
function opening(at: number, person = 1): Int32Array {
  const fact = new Int32Array(width);
  fact.set([Math.floor(at / quarterMs), at - Math.floor(at / quarterMs) * quarterMs, 0, person]);
  return fact;
}

function factsIn(bytes: Uint8Array): readonly (readonly number[])[] {
  const columns = new PackedColumns(width);
  columns.add(opened(bytes, width));
  return Array.from({ length: columns.count }, (_, fact) => Array.from({ length: width }, (__, column) => columns.of(column)[fact] ?? NaN)); // prettier-ignore
}
const inOrder = (facts: readonly Int32Array[]) =>
  facts
    .map((fact) => [...fact])
    .sort((one, other) => (one[0] ?? 0) - (other[0] ?? 0) || (one[1] ?? 0) - (other[1] ?? 0) || (one[3] ?? 0) - (other[3] ?? 0)); // prettier-ignore

describe('a stretch of facts', () => {
  it('holds what was added and not taken away, in the order of time, whatever its numbers are', () => {
    const number = fc.oneof(fc.integer({ min: -5, max: 300 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));
    const fact = fc.tuple(fc.integer({ min: -1e12, max: 4e12 }), number).map(([at, person]) => opening(at, person));
    fc.assert(
      fc.property(
        fc.array(fact, { maxLength: 60, size: 'max' }),
        fc.array(fact, { maxLength: 20, size: 'max' }),
        (stay, go) => {
          const stretch = new Stretch('opening', 0);
          for (const each of [...go, ...stay]) stretch.add(each);
          for (const each of go) stretch.remove(each);
          expect(factsIn(stretch.bytes)).toEqual(inOrder(stay));
          expect(Stretch.of('opening', 0, stretch.bytes).bytes).toEqual(stretch.bytes);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is as long in bytes as its facts differ: what they have alike takes no room', () => {
    const stretch = new Stretch('opening', 0);
    for (let minute = 0; minute < 100; minute += 1) stretch.add(opening(minute * 60_000));
    expect(stretch.bytes.length).toBe(4 + width * 8 + 100 + 400);
  });

  it('refuses to give up a fact that does not stand in it', () => {
    const stretch = new Stretch('opening', 0);
    stretch.add(opening(5));
    expect(() => stretch.remove(opening(5, 2))).toThrow('what ends was never known');
  });

  it('is cut where another begins: at its end while facts come in the order of time, else in the middle', () => {
    const full = (stretch: Stretch) => {
      for (let second = 0; second < 512; second += 1) stretch.add(opening(second * 1000));
      return stretch;
    };
    const [last, early] = [opening(600_000), opening(500)];
    const inTime = full(new Stretch('opening', 0));
    inTime.add(last);
    expect(inTime.cut(last)).toMatchObject({ start: 600_000, count: 1 });
    const late = full(new Stretch('opening', 0));
    expect(late.cut(opening(511_000))).toBeUndefined();
    late.add(early);
    expect(late.cut(early)).toMatchObject({ start: 255_000, count: 257 });
    expect(late.count).toBe(256);
  });

  it('is never cut within one instant', () => {
    const stretch = new Stretch('opening', 0);
    for (let person = 1; person <= 600; person += 1) stretch.add(opening(7, person));
    expect(stretch.cut(opening(7, 600))).toBeUndefined();
    stretch.add(opening(8));
    expect(stretch.cut(opening(8))).toMatchObject({ start: 8, count: 1 });
  });
});
