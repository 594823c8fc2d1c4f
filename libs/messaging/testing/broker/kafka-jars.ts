import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Releases of Kafka that tests run against: the current one, and the last of those before it. */
export type KafkaRelease = '4.1' | '3.9';

const pom = join('test', 'kafka', 'pom.xml');

/** Where programs of this machine's user keep what they can fetch again. */
function cacheFolder(): string {
  const { XDG_CACHE_HOME: given, LOCALAPPDATA: onWindows } = process.env;
  if (given) return given;
  if (onWindows) return onWindows;
  return platform() === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}

const isThere = async (folder: string): Promise<boolean> =>
  (await readdir(folder).catch(() => [])).some((name) => name.startsWith('kafka_'));

/**
 * The folder with the jars of a release: fetched once, by Maven, into the user's cache, or into the folder that `KAFKA_JARS`
 * names. Errors: `Error`, which says that there is no Maven, or what it said.
 */
export async function kafkaJars(release: KafkaRelease): Promise<string> {
  const folder = join(process.env['KAFKA_JARS'] ?? join(cacheFolder(), 'sijil', 'kafka'), release);
  if (await isThere(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  const unfinished = await mkdtemp(`${folder}-`);
  const asked = [
    '-q',
    '-B',
    '-f',
    pom,
    '-P',
    release,
    'dependency:copy-dependencies',
    `-DoutputDirectory=${unfinished}`,
  ];
  try {
    await promisify(execFile)('mvn', asked);
    // Another run may have been faster; its jars are the same.
    await rename(unfinished, folder).catch(async (fault: unknown) => {
      if (!(await isThere(folder))) throw fault;
    });
  } catch (fault) {
    throw new Error(whyNot(fault), { cause: fault });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}

function whyNot(fault: unknown): string {
  const { code, stdout } = fault as { readonly code?: unknown; readonly stdout?: string };
  if (code === 'ENOENT') return 'Maven (mvn) is not installed';
  return `Maven could not fetch the jars: ${(stdout ?? '').trim().slice(-500) || String(fault)}`;
}
