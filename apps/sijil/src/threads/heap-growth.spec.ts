import { HeapGrowth } from './heap-growth.js';

describe('by how much heaps may grow', () => {
  const said: number[] = [];
  let growth: HeapGrowth;
  beforeEach(() => {
    said.length = 0;
    growth = new HeapGrowth((percent) => said.push(percent), 1.4);
  });
  const see = (...cores: readonly number[]) => cores.forEach((at) => growth.look({ cores: at, isFarBehind: false }));

  it('is little from the start, and stays so under a steady stream', () => {
    see(0.1, 0.9, 1, 0.9, 0.8, 1, 0.9);
    expect(said).toEqual([20]);
  });

  it('is more while the cores are busy, and little again when that is over', () => {
    see(2, 2, 2, 2, 2, 2);
    expect(said).toEqual([20, 100]);
    see(0.2, 0.1, 0.1, 0.1, 0.1);
    expect(said).toEqual([20, 100, 20]);
  });

  it('is the same after a moment of haste, or of rest', () => {
    see(2, 2, 2, 0.5, 2, 2, 0.5);
    expect(said).toEqual([20]);
    see(2, 2, 2, 2, 0.1, 0.1, 2, 0.1);
    expect(said).toEqual([20, 100]);
  });

  it('is most at once when messages pile up, and as long as they do, however little the cores have to do', () => {
    for (let look = 0; look < 10; look += 1) growth.look({ cores: 0.7, isFarBehind: true });
    expect(said).toEqual([20, 200]);
    see(0.7, 0.7, 0.7, 0.7);
    expect(said).toEqual([20, 200, 20]);
  });
});
