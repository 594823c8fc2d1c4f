import { once } from 'node:events';
import { Command } from 'commander';
import type { ApiKey } from '#desk-store';
import { announceDesk, DeskClient, withdrawDesk } from '../desk/index.js';
import { action } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';

/** `sijil serve` */
export function serveCommand(surroundings: Surroundings): Command {
  return new Command('serve')
    .description('serve until SIGTERM or Ctrl-C; what is under way is finished first')
    .action(action(surroundings, serve));
}

async function serve({ settings, terminal, signal }: Session): Promise<void> {
  const { startDesk } = await import('#apps/sijil');
  const desk = await startDesk({ settings });
  try {
    await announceDesk(settings.dataDir, { url: desk.url, pid: process.pid, key: desk.adminKey });
    const made = settings.adminKey === undefined ? await firstKey(new DeskClient(desk.url, desk.adminKey)) : undefined;
    terminal.answer({ url: desk.url, ...(made && { adminKey: made }) }, () => [
      `Sijil serves at ${terminal.tone('bold', desk.url)}`,
      ...(made ? ['', 'Admin key, shown only now:', '', `  ${terminal.tone('bold', made)}`, ''] : []),
    ]);
    await askedToEnd(signal);
    terminal.say('Finishing what is under way …');
  } finally {
    await withdrawDesk(settings.dataDir);
    await desk.stop();
  }
}

/** An admin's key where there has never been one; `sijil keys create` makes another when it is lost. */
async function firstKey(desk: DeskClient): Promise<string | undefined> {
  const { keys } = await desk.get<{ keys: readonly ApiKey[] }>('/v1/keys');
  if (keys.some(({ role }) => role === 'admin')) return undefined;
  const body = { role: 'admin', label: 'made at the first start' };
  return (await desk.post<{ secret: string }>('/v1/keys', body, 'first-admin-key')).secret;
}

/** The first signal asks for an end; a second one, of either kind, is not waited for. */
async function askedToEnd(interruption: AbortSignal): Promise<void> {
  const asked = new AbortController();
  const { signal } = asked;
  if (!interruption.aborted) {
    await Promise.race([once(process, 'SIGTERM', { signal }), once(interruption, 'abort', { signal })]);
  }
  asked.abort();
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => process.exit(1));
}
