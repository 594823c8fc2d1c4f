import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { SqliteLogReader } from '../../src/sqlite/sqlite-log-reader.js';

/** What a thread is told; a process gets the same as arguments. */
export interface FollowUntil {
  readonly path: string;
  readonly count: number;
}

// A thread, or a process, that follows a log another one writes. It says `following` once it has seen the first event,
// and the positions of all it saw once these are `count`.
const { path, count } = isMainThread
  ? { path: process.argv[2] ?? '', count: Number(process.argv[3]) }
  : (workerData as FollowUntil);
const say = (words: string) => (parentPort ? parentPort.postMessage(words) : console.log(words));

const log = new SqliteLogReader(path);
const positions: bigint[] = [];
for await (const batch of log.follow(0n, 10, new AbortController().signal)) {
  if (positions.length === 0) say('following');
  positions.push(...batch.map(({ position }) => position));
  if (positions.length >= count) break;
}
say(positions.join(' '));
await log.close();
