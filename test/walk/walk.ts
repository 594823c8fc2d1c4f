import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBroker } from '#messaging/testing';
import { startPostgres } from '#postgres/testing';
import { isSound, reportLines } from './report.js';
import { walkThrough } from './walk-through.js';

// The whole walk as a program: npm run walk -- --messages 100000 --kills 10 --seed 7
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 0x7fff_ffff) },
    messages: { type: 'string', default: '100000' },
    customers: { type: 'string', default: '2000' },
    'day-customers': { type: 'string', default: '200' },
    kills: { type: 'string', default: '10' },
    source: { type: 'string', default: 'kafka' },
  },
});
const plan = {
  seed: Number(values.seed),
  messages: Number(values.messages),
  customers: Number(values.customers),
  dayCustomers: Number(values['day-customers']),
  kills: Number(values.kills),
  source: values.source === 'log' ? ('log' as const) : ('kafka' as const),
};

const folder = await mkdtemp(join(tmpdir(), 'sijil-walk-'));
const [postgres, kafka] = await Promise.all([startPostgres(), startBroker()]);
try {
  const show = (over: number, of: number) => process.stderr.write(`misfortune ${over} of ${of} is over\n`);
  const place = { url: postgres.url, folder, brokers: kafka.brokers, deskId: 'walk', show };
  const report = await walkThrough(plan, place);
  process.stdout.write(`${reportLines(report).join('\n')}\n`);
  process.exitCode = isSound(report) ? 0 : 1;
} finally {
  await Promise.all([postgres.stop(), kafka.end()]);
  await rm(folder, { recursive: true, force: true });
}
