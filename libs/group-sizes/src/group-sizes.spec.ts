import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { GroupSizes } from '#group-sizes';

const counted = (sizes: GroupSizes) => sizes.told().groups.filter(([, groups]) => groups > 0);

describe('the sizes of groups that shared a durable write', () => {
  it('are counted by the thread that writes, and told by another', () => {
    const here = new GroupSizes();
    const there = new GroupSizes(here.memory);
    for (const size of [1, 1, 3, 5, 6, 70_000, 0]) there.count(size);
    expect(counted(here)).toEqual([
      [1, 2],
      [5, 2],
      [10, 1],
      [Infinity, 1],
    ]);
    expect(here.told().total).toBe(70_016);
  });

  it('of one store are the same in all threads that were begun since, and others of another store', async () => {
    const here = GroupSizes.of('log');
    const face = JSON.stringify(new URL('./index.js', import.meta.url).href);
    const counting = `import(${face}).then(({ GroupSizes }) => GroupSizes.of('log').count(7))`;
    await once(new Worker(counting, { eval: true }), 'exit');
    GroupSizes.of('log').count(1);
    GroupSizes.of('desk').count(300);
    expect(counted(here)).toEqual([
      [1, 1],
      [10, 1],
    ]);
  });
});
