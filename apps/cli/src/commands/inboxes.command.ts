import { Command, Option } from 'commander';
import type { Inbox } from '#application';
import { inboxKinds } from '#domain';
import { action, durationArgument, durationText, several } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';
import type { Column } from '../terminal/index.js';

interface InboxOptions {
  readonly kind?: string;
  readonly address?: string;
  readonly region?: string;
  readonly timeZone?: string;
  readonly reopenWindow?: number;
  readonly silence?: number;
  readonly secretName?: string;
  readonly verifyName?: string;
  readonly ownAddress?: readonly string[];
}

/** `sijil inboxes list | create | change | disconnect` */
export function inboxesCommand(surroundings: Surroundings): Command {
  const inboxes = new Command('inboxes').description('the addresses of the desk');
  inboxes.command('list').description('all connected inboxes').action(action(surroundings, list));
  inboxOptions(inboxes.command('create').argument('<inbox>', 'its name: a-z, 0-9 and hyphens'), true)
    .description('connect an inbox')
    .action(action(surroundings, create));
  inboxOptions(inboxes.command('change').argument('<inbox>'), false)
    .description('change settings of an inbox; what is left out stays')
    .action(action(surroundings, change));
  inboxes
    .command('disconnect')
    .description('take nothing more there; what it took stays')
    .argument('<inbox>')
    .action(action(surroundings, disconnect));
  return inboxes;
}

function inboxOptions(command: Command, isNew: boolean): Command {
  return command
    .addOption(new Option('--kind <kind>', 'what it takes').choices(inboxKinds).makeOptionMandatory(isNew))
    .option('--address <address>', 'mailbox, phone number id or site')
    .option('--region <code>', 'country of numbers without a country code, such as SA')
    .option('--time-zone <zone>', 'of times without an offset, such as Asia/Riyadh')
    .option('--reopen-window <duration>', 'how long a resolved ticket can reopen, such as 7d', durationArgument)
    .option('--silence <duration>', 'silence that makes the next message a new contact, such as 24h', durationArgument)
    .option('--secret-name <variable>', 'environment variable with the secret of signatures or visitor tokens')
    .option('--verify-name <variable>', "environment variable with the token of the provider's handshake")
    .option('--own-address <address>', 'further address of the desk (may be repeated)', several);
}

const columns: readonly Column<Inbox>[] = [
  { title: 'inbox', of: ({ id }) => id },
  { title: 'kind', of: ({ kind }) => kind },
  { title: 'address', of: ({ address }) => address },
  { title: 'region', of: ({ region }) => region },
  { title: 'zone', of: ({ timeZone }) => timeZone },
  { title: 'reopens', of: ({ reopenWindowSeconds }) => durationText(reopenWindowSeconds) },
  { title: 'silence', of: ({ silenceSeconds }) => durationText(silenceSeconds) },
  { title: 'secret in', of: ({ secretName = '' }) => secretName },
];

async function list(session: Session): Promise<void> {
  const answer = await session.withDesk((desk) => desk.get<{ inboxes: readonly Inbox[] }>('/v1/inboxes'));
  session.terminal.answer(answer, () => session.terminal.table(columns, answer.inboxes, 'No inbox is connected.'));
}

async function create(session: Session, id: string, options: InboxOptions): Promise<void> {
  const body = { id, address: '', ...settingsIn(options) };
  const answer = await session.withDesk((desk) => desk.post('/v1/inboxes', body));
  session.terminal.answer(answer, () => [`Inbox ${id} is connected.`]);
}

async function change(session: Session, id: string, options: InboxOptions): Promise<void> {
  const path = pathOf(id);
  const answer = await session.withDesk(async (desk) => {
    return desk.put(path, { ...asSet(await desk.get<Inbox>(path)), ...settingsIn(options) });
  });
  session.terminal.answer(answer, () => [`Inbox ${id} is changed.`]);
}

async function disconnect(session: Session, id: string): Promise<void> {
  const answer = await session.withDesk((desk) => desk.delete(pathOf(id)));
  session.terminal.answer(answer, () => [`Inbox ${id} is disconnected.`]);
}

const pathOf = (id: string): string => `/v1/inboxes/${encodeURIComponent(id)}`;

/** An inbox as it would be set again: its own address is among the desk's by itself, and no region is none. */
function asSet(inbox: Inbox): Readonly<Record<string, unknown>> {
  const { kind, address, region, timeZone, reopenWindowSeconds, silenceSeconds, secretName, verifyName } = inbox;
  const ownAddresses = inbox.ownAddresses.filter((own) => own !== address.toLowerCase());
  const named = {
    ...(region !== '' && { region }),
    ...(secretName && { secretName }),
    ...(verifyName && { verifyName }),
  };
  return { kind, address, timeZone, reopenWindowSeconds, silenceSeconds, ownAddresses, ...named };
}

/** The options as the api names them; those not given are left out. */
function settingsIn({ reopenWindow, silence, ownAddress, ...plain }: InboxOptions): Readonly<Record<string, unknown>> {
  const renamed = { reopenWindowSeconds: reopenWindow, silenceSeconds: silence, ownAddresses: ownAddress };
  return Object.fromEntries(Object.entries({ ...plain, ...renamed }).filter(([, value]) => value !== undefined));
}
