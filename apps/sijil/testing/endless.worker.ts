import { EnvelopePacker } from '../src/intake/packed-envelope.js';
import type { ParseTask, ReadTasks } from '../src/intake/parse.worker.js';

/** A parser that comes to no end on one subject, as a bad pattern would, and chokes on another. */
export default function parse(tasks: readonly ParseTask[]): ReadTasks {
  const packer = new EnvelopePacker();
  const read = tasks.map(({ raw }) => {
    while (raw.nativeId === 'endless');
    if (raw.nativeId === 'choking') return { fault: new Error('choked') };
    return { packed: packer.pack({ parser: 'endless@1', items: [], refusals: [] }) };
  });
  return { read, plaintexts: packer.plaintexts() };
}
