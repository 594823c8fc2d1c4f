import { growthOf } from './memory-growth.js';

describe('the growth of memory', () => {
  it('is that of the second half: what warms up in the first does not count', () => {
    expect(growthOf([10, 100, 200, 200, 200, 200, 200, 200])).toBe(0);
  });
  it('shows what keeps growing', () => expect(growthOf([0, 0, 0, 0, 10, 20, 30, 40])).toBe(20));
  it('is told apart from a saw’s teeth', () => expect(growthOf([0, 0, 0, 0, 10, 20, 10, 20])).toBe(0));
  it('is none while there is too little to see', () => expect(growthOf([1, 2, 3])).toBe(0));
});
