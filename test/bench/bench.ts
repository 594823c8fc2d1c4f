import { parseArgs } from 'node:util';
import { beside } from './beside.bench.js';
import { chat } from './chat.bench.js';
import { commands } from './commands.bench.js';
import { disk } from './disk.bench.js';
import { doorBatch } from './door-batch.bench.js';
import { doorSingle } from './door-single.bench.js';
import { feed } from './feed.bench.js';
import type { Figure } from './figure.js';
import { interleave } from './interleave.js';
import { kafkaCatchUp } from './kafka-catch-up.bench.js';
import { kpi } from './kpi.bench.js';
import { longFile } from './long-file.bench.js';
import { mail } from './mail.bench.js';
import { pages } from './pages.bench.js';
import { pgAppend } from './pg-append.bench.js';
import { pgProject } from './pg-project.bench.js';
import { pgVisible } from './pg-visible.bench.js';
import { queue } from './queue.bench.js';
import { rebuildPages } from './rebuild.bench.js';
import { relay } from './relay.bench.js';
import { keepResult, lineOf, threadLines } from './report.js';
import { sse } from './sse.bench.js';

// npm run bench -- [name …] [--quick] [--runs 5] [--events 1000000] [--tickets 100000] [--messages 1000000] [--seconds 60] [--keep DIR] [--threads]
const figures: readonly Figure[] = [
  doorSingle,
  doorBatch,
  chat,
  mail,
  rebuildPages,
  queue,
  feed,
  pages,
  commands,
  sse,
  beside,
  kpi,
  longFile,
  disk,
  pgAppend,
  pgProject,
  pgVisible,
  relay,
  kafkaCatchUp,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    runs: { type: 'string' },
    events: { type: 'string', default: '1000000' },
    tickets: { type: 'string', default: '100000' },
    messages: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '60' },
    keep: { type: 'string' },
    threads: { type: 'boolean', default: false },
  },
});
const sizes = {
  events: Number(values.events),
  tickets: Number(values.tickets),
  messages: Number(values.messages),
  seconds: Number(values.seconds),
};
const scale = { quick: values.quick, ...sizes, ...(values.keep !== undefined && { keep: values.keep }) };
const runs = Number(values.runs ?? (values.quick ? 1 : 5));

const unknown = positionals.filter((name) => !figures.some((figure) => figure.name === name));
if (unknown.length > 0 || [runs, ...Object.values(sizes)].some((number) => !(number >= 1))) {
  console.error(
    `npm run bench -- [${figures.map(({ name }) => name).join('|')}] [--quick] [--runs n] [--events n] [--seconds n] [--keep folder] [--threads]`,
  );
  process.exit(2);
}
for (const figure of figures) {
  if (positionals.length > 0 && !positionals.includes(figure.name)) continue;
  const result = await interleave(figure, scale, runs);
  await keepResult(result, scale.quick ? 'reports/bench/quick' : 'reports/bench');
  console.log([lineOf(result), ...(values.threads ? threadLines(result) : [])].join('\n'));
}
