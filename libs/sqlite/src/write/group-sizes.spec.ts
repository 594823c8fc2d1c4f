import { GroupSizes } from './group-sizes.js';

describe('the sizes of groups that shared a durable write', () => {
  it('are counted by the thread that writes, and told by another', () => {
    const here = new GroupSizes();
    const there = new GroupSizes(here.memory);
    for (const size of [1, 1, 3, 5, 6, 70_000, 0]) there.count(size);
    const { groups, total } = here.told();
    expect(groups.filter(([, count]) => count > 0)).toEqual([
      [1, 2],
      [5, 2],
      [10, 1],
      [Infinity, 1],
    ]);
    expect(total).toBe(70_016);
  });
});
