// Runs every test over recorded input and prints one table: cases, met, excepted. Each corpus suite says its own line,
// `corpus <name>: <n> cases, <n> met, <n> excepted`; a suite that fails fails this too, with the runner's own words.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';

const line = /^corpus (.+): (\d+) cases, (\d+) met, (\d+) excepted$/gm;
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const only = ['corpus-spec', ...process.argv.slice(2)];

if (!existsSync('../shared/data'))
  console.log('The corpora are read from ../shared/data, which is not there: every suite is skipped.');
const runner = spawn(process.execPath, [...jest, ...only], { stdio: ['ignore', 'pipe', 'pipe'] });
const [said, told] = await Promise.all([
  textOf(runner.stdout),
  textOf(runner.stderr),
  new Promise((end) => runner.once('close', end)),
]);

const rows = [...said.matchAll(line)]
  .map(([, name, cases, met, excepted]) => ({
    name,
    cases: Number(cases),
    met: Number(met),
    excepted: Number(excepted),
  }))
  .sort((one, other) => (one.name < other.name ? -1 : 1));
console.log(tableOf([...rows, totalOf(rows)]));
await mkdir('reports/corpus', { recursive: true });
await writeFile('reports/corpus/corpora.json', `${JSON.stringify(rows, null, 2)}\n`);
if (runner.exitCode !== 0) {
  console.error(told);
  process.exitCode = 1;
}

async function textOf(stream) {
  let text = '';
  for await (const piece of stream.setEncoding('utf8')) text += piece;
  return text;
}

function totalOf(rows) {
  const sum = (field) => rows.reduce((total, row) => total + row[field], 0);
  return { name: 'all', cases: sum('cases'), met: sum('met'), excepted: sum('excepted') };
}

function tableOf(rows) {
  const width = Math.max(6, ...rows.map(({ name }) => name.length));
  const cells = (name, ...figures) =>
    [name.padEnd(width), ...figures.map((figure) => String(figure).padStart(8))].join(' ');
  return [
    cells('corpus', 'cases', 'met', 'excepted'),
    ...rows.map((row) => cells(row.name, row.cases, row.met, row.excepted)),
  ].join('\n');
}
