import { Command } from 'commander';
import type { DeskClient } from '../desk/index.js';
import { action, numberArgument } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';
import type { Column } from '../terminal/index.js';
import { everyRow } from './every-row.js';

/** As the server tells it. */
interface ParkedOverHttp {
  readonly stream: string;
  readonly version: number;
  readonly eventId: string;
  readonly type: string;
  readonly position: string;
  readonly recordedAt: string;
  readonly reason: string;
  readonly place: string;
  readonly events: number;
  readonly retriedAt: string | null;
}
/** What became of a decision. */
interface DecidedOverHttp {
  readonly position: string;
}

/** `sijil parked list | show | retry | drop` */
export function parkedCommand(surroundings: Surroundings): Command {
  const parked = new Command('parked').description('events that cannot be copied into the pages');
  parked
    .command('list')
    .description('streams that stand still because of one, and why')
    .action(action(surroundings, list));
  parked.command('show').argument('<stream>').description('one of them').action(action(surroundings, show));
  parked
    .command('retry')
    .argument('[stream]', 'all of them where it is left out')
    .description('copy what lies parked again, in order, after a fix')
    .action(action(surroundings, retry));
  parked
    .command('drop')
    .argument('<stream>')
    .requiredOption(
      '--event <number>',
      'the first that lies parked, as `show` tells it',
      numberArgument(1, 1_000_000_000),
    )
    .description('do without that event, and copy the rest; the log keeps it, and who decided so')
    .action(action(surroundings, drop));
  return parked;
}

const columns: readonly Column<ParkedOverHttp>[] = [
  { title: 'stream', of: ({ stream }) => stream },
  { title: 'event', of: ({ version }) => version },
  { title: 'type', of: ({ type }) => type },
  { title: 'reason', of: ({ reason }) => reason },
  { title: 'since', of: ({ recordedAt }) => recordedAt },
  { title: 'parked', of: ({ events }) => events },
  { title: 'tried again', of: ({ retriedAt }) => retriedAt ?? '' },
];

const everyStream = (desk: DeskClient) => everyRow<'parked', ParkedOverHttp>(desk, 'parked');

async function list(session: Session): Promise<void> {
  const parked = await session.withDesk(everyStream);
  session.terminal.answer({ parked }, () => session.terminal.table(columns, parked, 'Nothing lies parked.'));
}

async function show(session: Session, name: string): Promise<void> {
  const stream = await session.withDesk((desk) => streamCalled(desk, name));
  session.terminal.answer({ stream }, () => linesOf(stream));
}

async function retry(session: Session, name?: string): Promise<void> {
  const left = await session.withDesk(async (desk) => {
    const names = name === undefined ? (await everyStream(desk)).map(({ stream }) => stream) : [name];
    let position = '';
    for (const each of names) ({ position } = await desk.post<DecidedOverHttp>(`${pathOf(each)}/retry`));
    return stillParked(desk, names, position);
  });
  session.terminal.answer({ parked: left }, () => session.terminal.table(columns, left, 'All of it is copied.'));
}

async function drop(session: Session, name: string, { event }: { readonly event: number }): Promise<void> {
  const left = await session.withDesk(async (desk) => {
    const { position } = await desk.post<DecidedOverHttp>(`${pathOf(name)}/drop`, { version: event });
    return stillParked(desk, [name], position);
  });
  session.terminal.answer({ parked: left }, () =>
    session.terminal.table(columns, left, `The pages go on without event ${event} of ${name}.`),
  );
}

/** Which of them stand still once the pages hold what was decided. */
async function stillParked(
  desk: DeskClient,
  names: readonly string[],
  position: string,
): Promise<readonly ParkedOverHttp[]> {
  if (position === '') return [];
  await desk.get('/v1/parked', { minPosition: position, limit: 1 });
  return (await everyStream(desk)).filter(({ stream }) => names.includes(stream));
}

const streamCalled = async (desk: DeskClient, name: string): Promise<ParkedOverHttp> =>
  (await desk.get<{ readonly stream: ParkedOverHttp }>(pathOf(name))).stream;

function linesOf({ stream, version, type, eventId, reason, place, recordedAt, events, retriedAt }: ParkedOverHttp) {
  return [
    `${stream}: event ${version}, a ${type} of ${recordedAt} (${eventId}), cannot be copied.`,
    `Reason: ${reason}${place && ` in ${place}`}.`,
    `${events} ${events === 1 ? 'event lies' : 'events lie'} parked, that one among them.`,
    ...(retriedAt === null ? [] : [`Tried again at ${retriedAt}.`]),
  ];
}

const pathOf = (stream: string): string => `/v1/parked/${encodeURIComponent(stream)}`;
