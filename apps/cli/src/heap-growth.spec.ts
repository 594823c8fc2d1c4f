import { HeapGrowth } from './heap-growth.js';

describe('by how much heaps may grow', () => {
  const said: number[] = [];
  let growth: HeapGrowth;
  beforeEach(() => {
    said.length = 0;
    growth = new HeapGrowth((percent) => said.push(percent), 1.4);
  });
  const see = (...cores: readonly number[]) => cores.forEach((at) => growth.look(at));

  it('is little from the start, and stays so under a steady stream', () => {
    see(0.1, 0.9, 1, 0.9, 0.8, 1, 0.9);
    expect(said).toEqual([20]);
  });

  it('is more while a rush lasts, and little again when it is over', () => {
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
});
