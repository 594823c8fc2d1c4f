import { Command, Option } from 'commander';
import { longWork, statusOf } from '../desk/index.js';
import type { DeskClient } from '../desk/index.js';
import { speedArgument, tellEvents } from '../replay/index.js';
import type { Speed } from '../replay/index.js';
import { action, instantArgument } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';

interface ReplayOptions {
  readonly from?: string;
  readonly to?: string;
  readonly speed: Speed;
  readonly text?: true;
  readonly into: 'stdout' | 'scratch';
  readonly remove?: true;
}

/** What came of pages of an earlier time. */
interface Scratch {
  readonly kind: 'copied' | 'stopped';
  /** Up to where they reach, in digits. */
  readonly position: string;
}

/** `sijil replay` */
export function replayCommand(surroundings: Surroundings): Command {
  return new Command('replay')
    .description('tell the log again, in its order: as lines, or into pages that can be asked beside the live ones')
    .addOption(
      new Option('--into <where>', 'lines (NDJSON), or pages of their own')
        .choices(['stdout', 'scratch'])
        .makeOptionMandatory(),
    ) // prettier-ignore
    .option(
      '--from <instant>',
      'what was recorded then and later (lines only: pages begin with the first event)',
      instantArgument,
    ) // prettier-ignore
    .option('--to <instant>', 'what was recorded until then, ISO 8601', instantArgument)
    .option(
      '--speed <speed>',
      'max, or so many times faster than it happened: 10x (lines only)',
      speedArgument,
      Infinity,
    ) // prettier-ignore
    .option('--text', 'with what customers and agents wrote (lines only)')
    .option('--remove', 'throw away the pages an earlier one made, and make none (pages only)')
    .action(action(surroundings, replay));
}

function replay(session: Session, options: ReplayOptions): Promise<void> {
  if (options.into === 'scratch' && options.remove) return removed(session);
  return session.withDesk((desk) =>
    options.into === 'stdout' ? intoStdout(session, desk, options) : intoScratch(session, desk, options),
  );
}

async function removed({ settings, terminal }: Session): Promise<void> {
  const { removeScratch } = await import('../replay/scratch-pages.js');
  await removeScratch(settings);
  terminal.answer({ kind: 'removed' }, () => ['The pages of earlier replays are gone.']);
}

async function intoStdout(session: Session, desk: DeskClient, options: ReplayOptions): Promise<void> {
  const { text = false, ...told } = options;
  const progress = session.terminal.progress('replaying');
  const { position: head } = await statusOf(desk);
  const { signal, out } = session.surroundings;
  await tellEvents({ ...told, desk, text, out, signal, progress, head }).finally(() => progress.end());
}

async function intoScratch({ terminal }: Session, desk: DeskClient, { to }: ReplayOptions): Promise<void> {
  const progress = terminal.progress('replaying');
  const show = (done: number, total: number) => progress.show(done, total, `${done} events`);
  const work = longWork<Scratch>(desk, '/v1/operations/scratch', to === undefined ? {} : { to }, show);
  const result = await work.finally(() => progress.end());
  terminal.answer(result, () => [
    `Pages up to position ${result.position} lie beside the live ones: ask them by sijil show queue --scratch.`,
  ]);
}
