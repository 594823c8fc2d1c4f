// Compiles every .ts room to dist/ with swc: types are checked apart (npm run types), so a build takes a second.
// A file whose output is newer is left alone; an output whose source is gone is removed. V8 keeps the text of whatever it
// runs, once a thread: so comments stay behind, and source maps lie in files of their own.
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { transformFile } from '@swc/core';

const rooms = ['apps', 'libs', 'test', 'tools'];
const { mtimeMs: configured } = await stat('.swcrc');

async function filesIn(folder, ending) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

const outputOf = (source) => join('dist', source.replace(/\.ts$/, '.js'));
const writtenAt = async (file) => (await stat(file).catch(() => ({ mtimeMs: 0 }))).mtimeMs;

async function compile(source) {
  const output = outputOf(source);
  const written = await writtenAt(output);
  if (written > (await writtenAt(source)) && written > configured) return;
  const { code, map } = await transformFile(source, {
    swcrc: true,
    sourceFileName: relative(dirname(output), source),
  }).catch((fault) => blame(source, fault));
  if (code === undefined) return;
  await mkdir(dirname(output), { recursive: true });
  await writeWhole(`${output}.map`, map);
  await writeWhole(output, `${code}//# sourceMappingURL=${basename(output)}.map\n`);
}

/** Another build beside this one never reads half a file. */
async function writeWhole(file, text) {
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, text);
  await rename(unfinished, file);
}

const sources = (await Promise.all(rooms.map((room) => filesIn(room, '.ts')))).flat();
const wanted = new Set(sources.map(outputOf).flatMap((output) => [output, `${output}.map`]));
const built = (await Promise.all(['.js', '.js.map'].map((ending) => filesIn('dist', ending)))).flat();
const stale = built.filter((output) => !wanted.has(output));
await Promise.all([...sources.map(compile), ...stale.map((output) => rm(output, { force: true }))]);
await writeFile(join('dist', 'package.json'), await distManifest());

/** One broken file is named and fails the build; the others are built all the same. */
function blame(source, fault) {
  console.error(`${source}: ${fault.message}`);
  process.exitCode = 1;
  return {};
}

/** dist/ is a package of its own, so that `#name` imports inside it stay inside it. */
async function distManifest() {
  const { type, imports } = JSON.parse(await readFile('package.json', 'utf8'));
  const inside = Object.entries(imports).map(([name, target]) => [name, target.replace('./dist/', './')]);
  return `${JSON.stringify({ type, imports: Object.fromEntries(inside) }, null, 2)}\n`;
}
