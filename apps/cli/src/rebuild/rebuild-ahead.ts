import type { AheadOutcome } from '#apps/sijil';
import { UsageWrong } from '../exit/index.js';
import type { Session } from '../session/index.js';

/** What `sijil rebuild --ahead` goes with. */
export interface AheadOptions {
  readonly abort?: true;
  readonly unchecked?: boolean;
  readonly only?: 'desk' | 'kpis';
}

/** Options that ask about pages that serve, or served. */
const otherWorks = ['status', 'rollBack', 'forget', 'compare'];

/**
 * Builds pages of this release beside the desk, whatever release serves it: not through the server, which may know
 * nothing of them, and without opening what it owns.
 */
export async function rebuildAhead(session: Session, options: AheadOptions): Promise<void> {
  if (otherWorks.some((name) => name in options))
    throw new UsageWrong('--ahead goes with --abort, --only and --unchecked');
  return options.abort ? discard(session, options) : build(session, options);
}

async function discard({ settings, terminal }: Session, { only }: AheadOptions): Promise<void> {
  const { discardAhead } = await import('#apps/sijil');
  await discardAhead(settings, only);
  terminal.answer({ kind: 'discarded' }, () => ['What was built ahead is gone.']);
}

async function build({ settings, terminal, signal }: Session, options: AheadOptions): Promise<void> {
  const desk = await import('#apps/sijil');
  const { only, unchecked = false } = options;
  const progress = terminal.progress('building');
  const onProgress = (done: number, total: number) => progress.show(done, total, `${done} events`);
  const work = desk.rebuildAhead(settings, { only, check: !unchecked, signal, onProgress });
  const outcome = await work.finally(() => progress.end());
  if (outcome.kind === 'stopped') signal.throwIfAborted();
  const { position, ...told } = outcome;
  terminal.answer({ ...told, ...(position !== undefined && { position: String(position) }) }, () => linesOf(outcome));
}

function linesOf({ kind, sets, position, checked }: AheadOutcome): readonly string[] {
  if (kind === 'served') return ['The pages that serve are of this release: there is nothing to build.'];
  return [
    `Built ahead (${sets.join(' and ')}) up to position ${position}: the next start of this release serves them.`,
    ...(checked
      ? [`${checked.files} customers’ files folded a second time: ${checked.rows} rows, nothing differs.`]
      : []),
  ];
}
