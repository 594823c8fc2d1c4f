import { interleave, spreadOf } from './interleave.js';

const scale = { quick: true, events: 1, seconds: 1 };

describe('figures', () => {
  it('are medians, with the least and the most beside them', () => {
    expect(spreadOf([5, 1, 9, 3, 7])).toEqual({ median: 5, least: 1, most: 9 });
  });

  it('come from runs of product and raw program in turn, and compare their medians', async () => {
    const order: string[] = [];
    const values = { product: [30, 10, 20], raw: [40, 80, 60] };
    const run = (who: 'product' | 'raw') => async () => {
      order.push(who);
      return { value: values[who].shift() ?? NaN };
    };
    const result = await interleave(
      { name: 'n', what: 'w', unit: 'u', atLeast: 'a', product: run('product'), raw: run('raw') },
      scale,
      3,
    );
    expect(order).toEqual(['product', 'raw', 'product', 'raw', 'product', 'raw']);
    expect([result.product.median, result.raw?.median, result.ratio]).toEqual([20, 60, 20 / 60]);
  });

  it('take away what all runs read, also after a run that failed', async () => {
    let isThere = false;
    const figure = {
      ...{ name: 'n', what: 'w', unit: 'u', atLeast: 'a' },
      prepare: async () => {
        isThere = true;
        return async () => void (isThere = false);
      },
      product: () => Promise.reject(new Error('broken')),
    };
    await expect(interleave(figure, scale, 1)).rejects.toThrow('broken');
    expect(isThere).toBe(false);
  });
});
