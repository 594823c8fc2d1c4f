import { interleave, spreadOf } from './interleave.js';

const labels = { name: 'n', what: 'w', unit: 'u', atLeast: 'a' };
const scale = { quick: true, events: 1, seconds: 1, tickets: 1, messages: 1 };

describe('figures', () => {
  it('are medians, with the least and the most beside them', () => {
    expect(spreadOf([5, 1, 9, 3, 7])).toEqual({ median: 5, least: 1, most: 9 });
  });

  it('come from runs of product and raw programs in turn, and compare their medians', async () => {
    const order: string[] = [];
    const values = { product: [30, 10, 20], door: [40, 80, 60], table: [200, 100, 300] };
    const run = (who: keyof typeof values) => async () => {
      order.push(who);
      return { value: values[who].shift() ?? NaN };
    };
    const raws = [
      { name: 'door', run: run('door') },
      { name: 'table', run: run('table') },
    ];
    const result = await interleave({ ...labels, product: run('product'), raws }, scale, 3);
    const round = ['product', 'door', 'table'];
    expect(order).toEqual([...round, ...round, ...round]);
    expect([result.product.median, result.ratio]).toEqual([20, 20 / 60]);
    expect(result.raws.map(({ name, median, ratio }) => [name, median, ratio])).toEqual([
      ['door', 60, 20 / 60],
      ['table', 200, 20 / 200],
    ]);
  });

  it('show what else was seen with medians of their own, and the threads of the median run', async () => {
    const runs = [30, 10, 20].map((value) => ({
      value,
      also: { after: 100 - value },
      threads: [{ name: `thread of ${value}`, tid: value, microseconds: 1, tickets: 1, messages: 1 }],
    }));
    const product = async () => runs.shift() ?? { value: NaN };
    const { also, threads, ratio } = await interleave({ ...labels, product, raws: [] }, scale, 3);
    expect([also['after']?.median, threads[0]?.name, ratio]).toEqual([80, 'thread of 20', undefined]);
  });

  it('take away what all runs read, also after a run that failed', async () => {
    let isThere = false;
    const figure = {
      ...labels,
      prepare: async () => {
        isThere = true;
        return async () => void (isThere = false);
      },
      product: () => Promise.reject(new Error('broken')),
      raws: [],
    };
    await expect(interleave(figure, scale, 1)).rejects.toThrow('broken');
    expect(isThere).toBe(false);
  });
});
