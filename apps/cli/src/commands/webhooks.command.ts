import { Command, Option } from 'commander';
import { action, numberArgument, several } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';
import type { Column } from '../terminal/index.js';

/** As the server tells it. */
interface WebhookOverHttp {
  readonly id: string;
  readonly url: string;
  readonly secretName: string;
  readonly types: readonly string[];
  readonly streams: readonly string[];
  readonly withText: boolean;
  readonly maxRecords: number;
  readonly state: string;
  readonly pause?: { readonly by: string; readonly reason: string; readonly at: string };
  readonly position?: string;
  readonly behind: number;
  readonly failures: number;
  readonly failingSince?: string;
  readonly nextTryAt?: string;
  readonly lastOutcome: string;
  readonly deliveredAt?: string;
  readonly deliveries: number;
  readonly recordsDelivered: number;
}

interface Place {
  readonly from?: string;
  readonly after?: string;
}
interface ChangeOptions {
  readonly url?: string;
  readonly secretName?: string;
  /** `false`: all of them again. */
  readonly type?: readonly string[] | false;
  readonly stream?: readonly string[] | false;
  readonly withText?: boolean;
  readonly maxRecords?: number;
}
interface CreateOptions extends Place {
  readonly url: string;
  readonly secretName: string;
  readonly type?: readonly string[];
  readonly stream?: readonly string[];
  readonly withText?: true;
  readonly maxRecords?: number;
}

/** `sijil webhooks list | create | change | show | pause | resume | replay | delete` */
export function webhooksCommand(surroundings: Surroundings): Command {
  const webhooks = new Command('webhooks').description('addresses the log is told to, as it happens');
  webhooks.command('list').description('all webhooks, and how they go').action(action(surroundings, list));
  places(settingOptions(webhooks.command('create').argument('<webhook>', 'its name: a-z, 0-9 and hyphens'), true), [
    'first',
    'next',
  ])
    .description('have the log told to an address, signed')
    .action(action(surroundings, create));
  settingOptions(one(webhooks, 'change', 'change settings of a webhook; what is left out stays, its place too'), false)
    .option('--no-type', 'all types again')
    .option('--no-stream', 'all streams again')
    .option('--no-with-text', 'tell no more what people wrote')
    .action(action(surroundings, change));
  one(webhooks, 'show', 'how it goes').action(action(surroundings, show));
  one(webhooks, 'pause', 'deliver nothing for now').action(action(surroundings, pause));
  one(webhooks, 'resume', 'go on where it stood').action(action(surroundings, resume));
  places(one(webhooks, 'replay', 'deliver again from a position'), ['first', 'next', 'kept']).action(
    action(surroundings, replay),
  );
  one(webhooks, 'delete', 'tell it nothing any more, and forget it').action(action(surroundings, remove));
  return webhooks;
}

const one = (webhooks: Command, name: string, description: string): Command =>
  webhooks.command(name).description(description).argument('<webhook>');

const secretWords = 'environment variable of the server with the secret, whsec_…';

const settingOptions = (command: Command, isNew: boolean): Command =>
  command
    .addOption(new Option('--url <url>', 'where to').makeOptionMandatory(isNew))
    .addOption(new Option('--secret-name <variable>', secretWords).makeOptionMandatory(isNew))
    .option('--type <type>', 'type of event (may be repeated; all where none was ever given)', several)
    .option('--stream <stream>', 'stream or category (may be repeated; all where none was ever given)', several)
    .option('--with-text', 'tell also what people wrote')
    .option('--max-records <count>', 'records of one delivery', numberArgument(1, 500));

const places = (command: Command, words: readonly string[]): Command =>
  command
    .addOption(
      new Option('--from <place>', 'the first event, the next one, or behind what it took last')
        .choices(words)
        .conflicts('after'),
    ) // prettier-ignore
    .option('--after <position>', 'behind this position');

const columns: readonly Column<WebhookOverHttp>[] = [
  { title: 'webhook', of: ({ id }) => id },
  { title: 'state', of: ({ state, pause }) => (pause ? `${state}: ${pause.reason}` : state) },
  { title: 'behind', of: ({ behind }) => behind },
  { title: 'last', of: ({ lastOutcome }) => lastOutcome },
  { title: 'failures', of: ({ failures }) => failures },
  { title: 'delivered', of: ({ deliveredAt = '' }) => deliveredAt },
  { title: 'to', of: ({ url }) => url },
];

async function list(session: Session): Promise<void> {
  const answer = await session.withDesk((desk) => desk.get<{ webhooks: readonly WebhookOverHttp[] }>('/v1/webhooks'));
  session.terminal.answer(answer, () => session.terminal.table(columns, answer.webhooks, 'There is no webhook.'));
}

async function create(session: Session, id: string, { type, stream, ...options }: CreateOptions): Promise<void> {
  const body = { id, ...options, ...(type && { types: type }), ...(stream && { streams: stream }) };
  const webhook = await session.withDesk((desk) => desk.post<WebhookOverHttp>('/v1/webhooks', body));
  session.terminal.answer(webhook, () => [`Webhook ${id} is told the log.`]);
}

async function change(session: Session, id: string, changed: ChangeOptions): Promise<void> {
  const webhook = await session.withDesk(async (desk) => {
    const before = await desk.get<WebhookOverHttp>(pathOf(id));
    return desk.put<WebhookOverHttp>(pathOf(id), settingsAfter(before, changed));
  });
  session.terminal.answer(webhook, () => [`Webhook ${id} is changed.`, ...linesOf(webhook)]);
}

async function show(session: Session, id: string): Promise<void> {
  const webhook = await session.withDesk((desk) => desk.get<WebhookOverHttp>(pathOf(id)));
  session.terminal.answer(webhook, () => linesOf(webhook));
}

async function pause(session: Session, id: string): Promise<void> {
  const webhook = await session.withDesk((desk) => desk.post<WebhookOverHttp>(`${pathOf(id)}/pause`));
  session.terminal.answer(webhook, () => [`Webhook ${id} is paused.`]);
}

async function resume(session: Session, id: string): Promise<void> {
  const webhook = await session.withDesk((desk) => desk.post<WebhookOverHttp>(`${pathOf(id)}/resume`));
  session.terminal.answer(webhook, () => [`Webhook ${id} goes on.`]);
}

async function replay(session: Session, id: string, place: Place): Promise<void> {
  const webhook = await session.withDesk((desk) => desk.post<WebhookOverHttp>(`${pathOf(id)}/replay`, place));
  session.terminal.answer(webhook, () => [`Webhook ${id} has ${webhook.behind} events before it.`, ...paused(webhook)]);
}

async function remove(session: Session, id: string): Promise<void> {
  const answer = await session.withDesk((desk) => desk.delete(pathOf(id)));
  session.terminal.answer(answer, () => [`Webhook ${id} is removed.`]);
}

/** What a webhook is set to: what nobody changes stays. */
function settingsAfter(before: WebhookOverHttp, { type, stream, ...changed }: ChangeOptions) {
  const { url, secretName, types, streams, withText, maxRecords } = before;
  return {
    ...{ url, secretName, withText, maxRecords, ...changed },
    types: type === false ? [] : (type ?? types),
    streams: stream === false ? [] : (stream ?? streams),
  };
}

const pathOf = (id: string): string => `/v1/webhooks/${encodeURIComponent(id)}`;

function linesOf(webhook: WebhookOverHttp): readonly string[] {
  const { id, url, secretName, types, streams, withText, behind, position, deliveries, recordsDelivered } = webhook;
  const names = (words: readonly string[]) => (words.length === 0 ? 'all' : words.join(', '));
  return [
    `Webhook ${id} to ${url}, signed with ${secretName}${withText ? ', with what people wrote' : ''}.`,
    `Types: ${names(types)}. Streams: ${names(streams)}.`,
    `${recordsDelivered} records in ${deliveries} deliveries; ${behind} events before it; stands at ${position ?? 'a place of before a restore'}.`,
    ...failing(webhook),
    ...paused(webhook),
  ];
}

const failing = ({ failures, failingSince = '', nextTryAt = '', lastOutcome }: WebhookOverHttp): readonly string[] =>
  failures === 0 ? [] : [`${failures} tries came to nothing since ${failingSince} (${lastOutcome}); the next at ${nextTryAt}.`]; // prettier-ignore

const paused = ({ id, pause: said }: WebhookOverHttp): readonly string[] =>
  said ? [`Paused by ${said.by} at ${said.at}: ${said.reason}. "sijil webhooks resume ${id}" lets it go on.`] : [];
