import type { Worker } from 'node:worker_threads';

interface Waiting<Row, Kept> {
  readonly rows: readonly Row[];
  readonly durable: (kept: readonly Kept[]) => void;
}

/** Gives rows to the worker of a table; what comes while a commit is under way shares the next one. */
export function groupCommit<Row, Kept>(writer: Worker): (rows: readonly Row[]) => Promise<readonly Kept[]> {
  let waiting: Waiting<Row, Kept>[] = [];
  let inFlight: Waiting<Row, Kept>[] = [];
  const handOver = () => {
    if (inFlight.length > 0 || waiting.length === 0) return;
    [inFlight, waiting] = [waiting, []];
    writer.postMessage(inFlight.flatMap(({ rows }) => rows));
  };
  writer.on('message', (kept: readonly Kept[]) => {
    const done = inFlight;
    inFlight = [];
    let from = 0;
    for (const { rows, durable } of done) durable(kept.slice(from, (from += rows.length)));
    handOver();
  });
  return (rows) =>
    new Promise((durable) => {
      if (waiting.push({ rows, durable }) === 1) setImmediate(handOver);
    });
}
