import { Together } from './together.js';

it('asks together what comes in one turn, and tells each its own answer', async () => {
  const rounds: (readonly number[])[] = [];
  const doubled = new Together(async (asked: readonly number[]) => {
    rounds.push(asked);
    return asked.map((number) => 2 * number);
  });
  expect(await Promise.all([doubled.ask(1), doubled.ask(2)])).toEqual([2, 4]);
  expect(await doubled.ask(3)).toBe(6);
  expect(rounds).toEqual([[1, 2], [3]]);
});

it('tells all who asked of the fault that met them, and the next nothing of it', async () => {
  let tries = 0;
  const flaky = new Together(async (asked: readonly string[]) => {
    tries += 1;
    if (tries === 1) throw new Error('away');
    return asked;
  });
  const outcomes = await Promise.allSettled([flaky.ask('a'), flaky.ask('b')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await flaky.ask('c')).toBe('c');
});
