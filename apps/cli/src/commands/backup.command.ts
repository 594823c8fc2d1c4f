import { resolve } from 'node:path';
import { Command } from 'commander';
import type { RestoreAnswer } from '#apps/sijil';
import { longWork } from '../desk/index.js';
import { UsageWrong } from '../exit/index.js';
import { action } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';

/** `sijil backup DIR` */
export function backupCommand(surroundings: Surroundings): Command {
  return new Command('backup')
    .description('copy everything into an empty folder, while the desk serves')
    .argument('<folder>', 'an empty folder, or one to be made')
    .action(action(surroundings, backup));
}

async function backup(session: Session, folder: string): Promise<void> {
  const { terminal } = session;
  const progress = terminal.progress('copying');
  const show = (done: number, total: number) => progress.show(done, total, `${done} of ${total} stores`);
  const body = { folder: resolve(folder) };
  const work = session.withDesk((desk) => longWork<object>(desk, '/v1/operations/backup', body, show));
  const result = await work.finally(() => progress.end());
  terminal.answer({ ...body, ...result }, () => [
    `The desk is copied to ${body.folder}.`,
    'Keep keys.db apart from the rest: whoever has both can read everything.',
  ]);
}

/** `sijil restore DIR` and `sijil restore --accept` */
export function restoreCommand(surroundings: Surroundings): Command {
  return new Command('restore')
    .description('put a backup back where the settings say, into a place that holds none')
    .argument('[folder]', 'a backup; left out, only --accept is done')
    .option('--register <file>', 'the newest erasure register: a keys.db, or what "sijil --json erasures" printed')
    .option('--without-register', 'nobody was erased since the backup was taken, or nobody knows')
    .option('--accept', 'go on from what the backup held: what happened after it was taken is gone')
    .action(action(surroundings, restore));
}

interface RestoreOptions {
  readonly accept?: boolean;
  readonly register?: string;
  readonly withoutRegister?: boolean;
}

async function restore(session: Session, folder: string | undefined, options: RestoreOptions) {
  const { settings, terminal } = session;
  const { accept = false } = options;
  if (folder === undefined && !accept) throw new UsageWrong('name a backup to put back, or --accept what was put back');
  const { acceptRestore, putBack } = await import('#apps/sijil');
  if (folder !== undefined) await putBack(resolve(folder), settings, registerIn(options));
  const accepted = accept ? toldOf(await acceptRestore(settings)) : undefined;
  terminal.answer({ ...(folder !== undefined && { restored: resolve(folder) }), ...accepted }, () => [
    ...(folder === undefined ? [] : [`The backup ${resolve(folder)} is put back.`]),
    ...(accepted === undefined
      ? ['The desk will not start before "sijil restore --accept" says that this is meant.']
      : linesOf(accepted)),
  ]);
}

/** What `restore --accept` tells. */
const toldOf = ({ epoch, lostKeys, given, held }: RestoreAnswer) => ({
  epoch,
  partsLost: lostKeys.parts,
  ...given,
  repliesHeld: held.replies,
  webhooksPaused: held.webhooks,
});

const linesOf = (told: ReturnType<typeof toldOf>): readonly string[] => [
  `The desk goes on from what the backup held (epoch ${told.epoch}).`,
  `The log tells of tickets up to ${told.ticketNumber} and envelopes up to ${told.envelope}; the next start learns routes from it.`,
  `Held: ${told.repliesHeld} replies, until "sijil outbox release"; ${told.webhooksPaused} webhooks, until "sijil webhooks replay".`,
  `Sealed parts lost with their keys: ${told.partsLost}.`,
];

const registerIn = ({ register, withoutRegister = false }: RestoreOptions) =>
  register === undefined ? (withoutRegister ? 'none' : undefined) : { path: resolve(register) };
