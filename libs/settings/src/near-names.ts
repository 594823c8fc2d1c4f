/**
 * The known name that `name` most likely was meant to be: one slip (a letter wrong, missing, too many, or two changed
 * about) away, two where the known name has eight letters or more. Short names stand too close to innocent ones: `HOME`
 * is two letters from `HOST`.
 */
export function nearName(name: string, known: readonly string[]): string | undefined {
  const near = known
    .map((candidate) => ({ candidate, slips: slipsBetween(name, candidate) }))
    .filter(({ candidate, slips }) => slips <= (candidate.length < 8 ? 1 : 2));
  return near.sort((a, b) => a.slips - b.slips)[0]?.candidate;
}

/** Edit distance with neighbours changed about (optimal string alignment). */
export function slipsBetween(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      next.push(
        Math.min(
          at(row, j) + 1,
          at(next, j - 1) + 1,
          at(row, j - 1) + same,
          swapped ? at(before, j - 2) + 1 : Infinity,
        ),
      );
    }
    [before, row] = [row, next];
  }
  return at(row, other.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Infinity;
