import type { ParseTask, ReadTask } from '../src/intake/parse.worker.js';

/** A parser that comes to no end on one subject, as a bad pattern would, and chokes on another. */
export default function parse(tasks: readonly ParseTask[]): readonly ReadTask[] {
  return tasks.map(({ raw }) => {
    while (raw.nativeId === 'endless');
    if (raw.nativeId === 'choking') return { fault: new Error('choked') };
    return { parsed: { parser: 'endless@1', items: [], refusals: [] } };
  });
}
