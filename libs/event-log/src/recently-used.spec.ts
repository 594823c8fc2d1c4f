import { RecentlyUsed } from './recently-used.js';

it('forgets what was not used for longest, once there is too much', () => {
  const tips = new RecentlyUsed<string, number>(2);
  tips.set('lina', 1);
  tips.set('omar', 2);
  expect(tips.get('lina')).toBe(1);
  tips.set('noor', 3);
  expect(tips.get('omar')).toBeUndefined();
  expect([tips.get('lina'), tips.get('noor')]).toEqual([1, 3]);
});

it('keeps the newest value, and forgets all when told to', () => {
  const tips = new RecentlyUsed<string, number>(2);
  tips.set('lina', 1);
  tips.set('lina', 2);
  expect(tips.get('lina')).toBe(2);
  tips.clear();
  expect(tips.get('lina')).toBeUndefined();
});
