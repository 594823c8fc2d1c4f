import { setTimeout as pause } from 'node:timers/promises';
import type { Errands } from '#desk-store';
import { Background } from '../desk/background.js';
import type { Part } from '../foundation/index.js';

/** How long a process is believed to be there, in seconds, and how often it says so, in milliseconds. */
const [believedSeconds, sayEveryMs] = [20, 4_000];

/** Says that this process is there, as one of a kind, until it is stopped. */
export function attendAs(
  errands: Errands,
  { name, kind }: { readonly name: string; readonly kind: string },
  onFault: (where: string, fault: unknown) => void,
): Part {
  const attendance = new Background(onFault);
  attendance.run('errands', async (signal) => {
    await errands.attend(name, kind, believedSeconds);
    await pause(sayEveryMs, undefined, { signal }).catch(() => undefined);
  });
  return {
    stop: async () => {
      await attendance.stop();
      await errands.leave(name);
    },
  };
}
