import type { Settings } from '#settings';
import { DeskClient } from './desk-client.js';
import { findRunningDesk } from './running-desk.js';

/**
 * Lets a command work with the desk: with the server that runs on the folder, or with one opened here for as long as
 * the work takes. Either way over HTTP, so there is one way to do each thing. `signal` ends calls under way.
 *
 * Errors: those of `work`, and of the stores when they cannot be opened.
 */
export async function withDesk<Result>(
  settings: Settings,
  work: (client: DeskClient) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  const running = await findRunningDesk(settings.dataDir);
  if (running) return work(new DeskClient(running.url, running.key, signal));
  const { startDesk } = await import('#apps/sijil');
  const desk = await startDesk({ settings: { ...settings, host: '127.0.0.1', port: 0 } });
  try {
    return await work(new DeskClient(desk.url, desk.adminKey, signal));
  } finally {
    await desk.stop();
  }
}
