import { Command } from 'commander';
import { doorLine, figureLines, reportLines, runDemo } from '../demo/index.js';
import type { DemoResult } from '../demo/index.js';
import { CheckFailed } from '../exit/index.js';
import { action, numberArgument } from '../session/index.js';
import type { Session, Surroundings } from '../session/index.js';
import type { Terminal } from '../terminal/index.js';

interface DemoOptions {
  readonly seed: number;
  readonly customers: number;
}

/** `sijil demo` */
export function demoCommand(surroundings: Surroundings): Command {
  return new Command('demo')
    .description('live through a day of raw input on empty stores in a temporary folder, and show what became of it')
    .option('--seed <number>', 'which day', numberArgument(0, 1_000_000), 7)
    .option('--customers <number>', 'how many ask', numberArgument(1, 100_000), 160)
    .action(action(surroundings, demo));
}

async function demo(session: Session, { seed, customers }: DemoOptions): Promise<void> {
  const { terminal, signal } = session;
  const [living, rebuilding] = [terminal.progress('the day'), terminal.progress('rebuilding')];
  terminal.say(`A day of a support desk: ${customers} customers, seed ${seed}.`);
  try {
    const result = await runDemo({ seed, customers, signal, living, rebuilding });
    terminal.answer(asJson(result), () => linesOf(result, terminal));
    if (result.rebuilt.comparison?.differences !== 0)
      throw new CheckFailed('the pages copied again are not the pages that were');
    if (result.kpis.shown.some(({ disagreements }) => disagreements.length > 0))
      throw new CheckFailed('the figures are not what the raw events say');
  } finally {
    living.end();
    rebuilding.end();
  }
}

function linesOf({ doors, seconds, report, kpis, rebuilt }: DemoResult, terminal: Terminal): readonly string[] {
  const { rows = 0, differences = rows } = rebuilt.comparison ?? {};
  const same =
    differences === 0 ? terminal.tone('green', 'nothing differs') : terminal.tone('red', `${differences} differ`);
  return [
    doorLine(doors, report.envelopes, seconds),
    ...reportLines(report, terminal),
    ...figureLines(kpis, terminal),
    '',
    `${terminal.tone('bold', 'Position')}  ${rebuilt.position} events in the log, all of them in the pages.`,
    `${terminal.tone('bold', 'Rebuilt')}  every page copied from the log again, ${rows} rows compared: ${same}.`,
  ];
}

function asJson({ report: { people, ...report }, ...result }: DemoResult): unknown {
  const told = people.map(({ channels, ...person }) => ({ ...person, channels: [...channels].sort() }));
  return { ...result, report: { ...report, people: told } };
}
