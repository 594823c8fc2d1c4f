import { WriteLine } from '#postgres';

class Refused extends Error {}
class OneIsBad extends Error {}

/** A line that notes each group; `bad` cannot be written, and takes its whole group down with it. */
function lineThatNotes(limits: { maxWaiting?: number; maxWaitingBytes?: number } = {}) {
  const groups: (readonly string[])[] = [];
  const line = new WriteLine<string, string>({
    write: async (requests) => {
      groups.push(requests);
      await new Promise((resolve) => setImmediate(resolve));
      if (requests.includes('bad')) throw new OneIsBad('bad');
      if (requests.includes('away')) throw new Error('the server is away');
      return requests.map((request) => `${request}!`);
    },
    isOfOne: (fault) => fault instanceof OneIsBad,
    maxWaiting: 10_000,
    maxWaitingBytes: 1_000_000,
    refused: (reason) => new Refused(reason),
    ...limits,
  });
  return { line, groups };
}

it('writes together what comes together, and in the order it came', async () => {
  const { line, groups } = lineThatNotes();
  const first = [line.submit('a', 1), line.submit('b', 1)];
  await first[0];
  const second = [line.submit('c', 1), line.submit('d', 1)];
  expect(await Promise.all([...first, ...second])).toEqual(['a!', 'b!', 'c!', 'd!']);
  expect(groups).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

it('gathers what comes while a group is under way, and writes no more at once than is good for others', async () => {
  const { line, groups } = lineThatNotes();
  const early = line.submit('early', 1);
  await new Promise((resolve) => setImmediate(resolve));
  const many = Array.from({ length: 1_200 }, (_, at) => line.submit(`late ${at}`, 1));
  await Promise.all([early, ...many]);
  expect(groups.map(({ length }) => length)).toEqual([1, 500, 500, 200]);
});

it('refuses when too much waits, but never one that stands alone', async () => {
  const { line } = lineThatNotes({ maxWaiting: 2, maxWaitingBytes: 10 });
  const taken = [line.submit('larger than all', 100), line.submit('b', 1).catch((fault: unknown) => fault)];
  expect(await taken[0]).toBe('larger than all!');
  expect(await taken[1]).toBeInstanceOf(Refused);
});

it('lets one that cannot be written fail alone', async () => {
  const { line } = lineThatNotes();
  const [good, bad, other] = [line.submit('good', 1), line.submit('bad', 1), line.submit('other', 1)];
  await expect(bad).rejects.toThrow(OneIsBad);
  expect(await Promise.all([good, other])).toEqual(['good!', 'other!']);
});

it('tells everybody of a group when the server is away, and goes on with the next', async () => {
  const { line } = lineThatNotes();
  const away = [line.submit('away', 1), line.submit('beside it', 1)];
  for (const one of away) await expect(one).rejects.toThrow('the server is away');
  expect(await line.submit('later', 1)).toBe('later!');
});

it('writes what waits before it closes, and takes nothing after', async () => {
  const { line } = lineThatNotes();
  const waiting = line.submit('a', 1);
  await line.close();
  expect(await waiting).toBe('a!');
  await expect(line.submit('b', 1)).rejects.toThrow(Refused);
});
