import { Command, Option } from 'commander';
import { roles } from '#desk-store';
import type { ApiKey } from '#desk-store';
import { action, several } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';
import type { Column } from '../terminal/index.js';

type ShownKey = Omit<ApiKey, 'digest'>;
interface KeyOptions {
  readonly role: string;
  readonly label: string;
  readonly agent?: string;
  readonly inbox?: readonly string[];
}

/** `sijil keys create | list | revoke` */
export function keysCommand(surroundings: Surroundings): Command {
  const keys = new Command('keys').description('who may talk to the desk');
  keys
    .command('create')
    .description('make a key; its secret is told once and stored nowhere')
    .addOption(new Option('--role <role>', 'what it may do').choices(roles).default('admin'))
    .option('--label <label>', 'where it is used, for people', 'made by sijil keys create')
    .option('--agent <id>', 'the agent it speaks for')
    .option('--inbox <inbox>', 'inbox a connector may push to (may be repeated; all where it is left out)', several)
    .action(action(surroundings, create));
  keys.command('list').description('all keys, without their secrets').action(action(surroundings, list));
  keys
    .command('revoke')
    .description('let a key open nothing any more')
    .argument('<key>', 'its id, as "list" shows it')
    .action(action(surroundings, revoke));
  return keys;
}

async function create(session: Session, { role, label, agent, inbox }: KeyOptions): Promise<void> {
  const body = { role, label, ...(agent !== undefined && { agentId: agent }), ...(inbox && { inboxes: inbox }) };
  const { terminal } = session;
  const key = await session.withDesk((desk) => desk.post<ShownKey & { secret: string }>('/v1/keys', body));
  terminal.answer(key, () => [
    `Key ${key.id} of the role ${key.role}. Its secret, shown only now:`,
    '',
    `  ${terminal.tone('bold', key.secret)}`,
  ]);
}

const columns: readonly Column<ShownKey>[] = [
  { title: 'key', of: ({ id }) => id },
  { title: 'role', of: ({ role }) => role },
  { title: 'scope', of: ({ scope }) => scope },
  { title: 'label', of: ({ label }) => label },
  { title: 'created', of: ({ createdAt }) => createdAt },
  { title: 'last used', of: ({ lastUsedAt = '' }) => lastUsedAt },
  { title: 'revoked', of: ({ revokedAt = '' }) => revokedAt },
];

async function list(session: Session): Promise<void> {
  const { terminal } = session;
  const answer = await session.withDesk((desk) => desk.get<{ keys: readonly ShownKey[] }>('/v1/keys'));
  terminal.answer(answer, () => terminal.table(columns, answer.keys, 'There is no key.'));
}

async function revoke(session: Session, id: string): Promise<void> {
  const answer = await session.withDesk((desk) => desk.delete(`/v1/keys/${encodeURIComponent(id)}`));
  session.terminal.answer(answer, () => [`Key ${id} opens nothing any more.`]);
}
