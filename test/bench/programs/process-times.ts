import { readdir, readFile } from 'node:fs/promises';

/** Processor time of one thread since it began. */
export interface ThreadTime {
  readonly tid: number;
  /** As the system calls it. */
  readonly name: string;
  readonly microseconds: number;
}

/** Processor time of a process since it began. */
export interface ProcessTimes {
  /** Of all its threads, also of those that ended. */
  readonly microseconds: number;
  /** Those that live. */
  readonly threads: readonly ThreadTime[];
}

/** Linux counts in hundredths of a second (USER_HZ), whatever the machine. */
const tickMicroseconds = 10_000;

/** Reads what Linux knows of a running process; `undefined` on other systems. */
export async function processTimes(pid: number): Promise<ProcessTimes | undefined> {
  const whole = await statOf(`/proc/${pid}/stat`);
  if (!whole) return undefined;
  const tids = await readdir(`/proc/${pid}/task`);
  const stats = await Promise.all(tids.map((tid) => statOf(`/proc/${pid}/task/${tid}/stat`)));
  return { microseconds: whole.microseconds, threads: stats.filter((stat) => stat !== undefined) };
}

/** A thread may end between the list and the look: then there is nothing. */
async function statOf(path: string): Promise<ThreadTime | undefined> {
  const line = await readFile(path, 'utf8').catch(() => undefined);
  return line === undefined ? undefined : readStat(line);
}

/** A line of `/proc/…/stat`: the name stands in brackets and may hold any character; times are the 14th and 15th field. */
export function readStat(line: string): ThreadTime {
  const [open, close] = [line.indexOf('('), line.lastIndexOf(')')];
  const fields = line.slice(close + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return {
    tid: Number(line.slice(0, open)),
    name: line.slice(open + 1, close),
    microseconds: ticks * tickMicroseconds,
  };
}
