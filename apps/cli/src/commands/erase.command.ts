import { Command } from 'commander';
import { longWork } from '../desk/index.js';
import { UsageWrong } from '../exit/index.js';
import { action } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';
import type { Column } from '../terminal/index.js';

interface EraseOptions {
  readonly onlyFiles?: boolean;
  readonly yes?: boolean;
}

/** What was erased. */
interface ErasedOverHttp {
  readonly customerIds: readonly string[];
  readonly parts: number;
  readonly envelopes: number;
  readonly blobs: number;
  readonly handles: number;
}

/** `sijil erase CUSTOMER... --yes` */
export function eraseCommand(surroundings: Surroundings): Command {
  return new Command('erase')
    .description('erase customers from everything the desk keeps; counts, times and KPIs stay as they are')
    .argument('<customers...>', 'customers, as the timeline names them; all files of the same person go with each')
    .option('--only-files', 'only these files, not the others of the same person')
    .option('--yes', 'what is erased comes back for nobody')
    .action(action(surroundings, erase));
}

async function erase(session: Session, customerIds: readonly string[], options: EraseOptions): Promise<void> {
  const { onlyFiles = false, yes = false } = options;
  if (!yes) throw new UsageWrong('what is erased comes back for nobody: say it again with --yes');
  const { terminal } = session;
  const progress = terminal.progress('copying pages');
  const show = (done: number, total: number) => progress.show(done, total, `${done} events`);
  const body = { customerIds, onlyFiles };
  const work = session.withDesk((desk) => longWork<ErasedOverHttp>(desk, '/v1/operations/erase', body, show));
  const erased = await work.finally(() => progress.end());
  terminal.answer(erased, () => [
    `Erased: ${erased.customerIds.join(', ')}.`,
    `${erased.parts} sealed parts, ${erased.envelopes} raw envelopes, ${erased.blobs} blobs, ${erased.handles} handles.`,
    'Backups taken before still hold them: docs/operations.md says what to do.',
  ]);
}

interface ErasedCustomer {
  readonly customerId: string;
  readonly askedAt: string;
  readonly doneAt?: string;
}

/** `sijil erasures` */
export function erasuresCommand(surroundings: Surroundings): Command {
  return new Command('erasures')
    .description('who was erased, and when; with --json the register that "restore --register" takes')
    .action(action(surroundings, erasures));
}

const columns: readonly Column<ErasedCustomer>[] = [
  { title: 'customer', of: ({ customerId }) => customerId },
  { title: 'asked', of: ({ askedAt }) => askedAt },
  { title: 'done', of: ({ doneAt = 'not yet' }) => doneAt },
];

async function erasures(session: Session): Promise<void> {
  const { terminal } = session;
  const answer = await session.withDesk((desk) => desk.get<{ erasures: readonly ErasedCustomer[] }>('/v1/erasures'));
  terminal.answer(answer, () => terminal.table(columns, answer.erasures, 'Nobody was erased.'));
}
