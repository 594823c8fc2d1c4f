import { setTimeout as pause } from 'node:timers/promises';

/** Resolves when it is so; looks often. The test's own time-out says when it never is. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(10);
}
