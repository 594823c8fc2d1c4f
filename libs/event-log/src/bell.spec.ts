import { Bell } from './bell.js';

const never = new AbortController().signal;

it('wakes all who wait', async () => {
  const bell = new Bell();
  const waiting = Promise.all([bell.rungSince(0, never), bell.rungSince(0, never)]);
  bell.ring();
  await expect(waiting).resolves.toHaveLength(2);
});

it('does not lose a ring between looking and waiting', async () => {
  const bell = new Bell();
  const before = bell.rings;
  bell.ring();
  await expect(bell.rungSince(before, never)).resolves.toBeUndefined();
});

it('lets go of those who are told to stop, now or before', async () => {
  const stop = new AbortController();
  const waiting = new Bell().rungSince(0, stop.signal);
  stop.abort();
  await expect(waiting).resolves.toBeUndefined();
  await expect(new Bell().rungSince(0, stop.signal)).resolves.toBeUndefined();
});

it('lets those look again who lose patience', async () => {
  await expect(new Bell().rungSince(0, never, 1)).resolves.toBeUndefined();
});
