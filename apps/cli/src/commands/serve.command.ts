import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Command, Option } from 'commander';
import type { ApiKey } from '#desk-store';
import type { Settings } from '#settings';
import { announceDesk, DeskClient, withdrawDesk } from '../desk/index.js';
import { DrainTooSlow } from '../exit/index.js';
import { action } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';

/** `sijil serve` */
export function serveCommand(surroundings: Surroundings): Command {
  return new Command('serve')
    .description('serve until SIGTERM or Ctrl-C; what is under way is finished first')
    .addOption(
      new Option('--role <role>', 'a part of the server, beside others that share its stores').choices(
        Object.keys(roles),
      ),
    )
    .action(action(surroundings, serve));
}

/** The parts of a server that may run as processes of their own; each is loaded when it is asked for. */
const roles = {
  intake: async () => (await import('#apps/intake/role')).startIntakeRole,
  api: async () => (await import('#apps/api/role')).startApiRole,
  projector: async () => (await import('#apps/projector/role')).startProjectorRole,
  relay: async () => (await import('#apps/relay/role')).startRelayRole,
} as const;

interface Served {
  readonly url: string;
  readonly adminKey?: string;
  stop(): Promise<void>;
}

async function serve({ settings, terminal, signal }: Session, { role }: { role?: keyof typeof roles }): Promise<void> {
  const start = role === undefined ? (await import('#apps/sijil')).startDesk : await roles[role]();
  const served: Served = await start({ settings });
  try {
    const made = await announced(served, settings);
    terminal.answer({ url: served.url, ...(made && { adminKey: made }) }, () => [
      `Sijil ${role === undefined ? '' : `(${role}) `}serves at ${terminal.tone('bold', served.url)}`,
      ...(made ? ['', 'Admin key, shown only now:', '', `  ${terminal.tone('bold', made)}`, ''] : []),
    ]);
    await askedToEnd(signal);
    terminal.say('Finishing what is under way …');
  } finally {
    if (served.adminKey !== undefined) await withdrawDesk(settings.dataDir, process.pid);
    await inTime(served.stop(), settings);
  }
}

/** Tells commands on this machine of a server with doors; answers the admin key made for the first of a desk. */
async function announced({ url, adminKey }: Served, settings: Settings): Promise<string | undefined> {
  if (adminKey === undefined) return undefined;
  await announceDesk(settings.dataDir, { url, pid: process.pid, key: adminKey });
  return settings.adminKey === undefined ? firstKey(new DeskClient(url, adminKey)) : undefined;
}

/** Errors: `DrainTooSlow`, with which the process must end: what it was at work on is still at work. */
async function inTime(
  stopping: Promise<void>,
  { drainNoticeSeconds, drainWithinSeconds }: Pick<Settings, 'drainNoticeSeconds' | 'drainWithinSeconds'>,
): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  const tooLate = pause((drainNoticeSeconds + drainWithinSeconds) * 1000, 'late', { signal }).catch(() => undefined);
  const outcome = await Promise.race([stopping, tooLate]).finally(() => over.abort());
  if (outcome === 'late') throw new DrainTooSlow(drainWithinSeconds);
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
