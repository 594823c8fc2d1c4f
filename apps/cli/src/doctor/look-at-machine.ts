import { access, constants, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fail, ok, warn } from './finding.js';
import type { HealthFinding } from './finding.js';

const leastNode = 24;
const gibibyte = 1024 ** 3;
/** Below this somebody should look; below a tenth of it the doors will soon close. */
const comfortable = 5 * gibibyte;
/** Nothing of this house is older. */
const firstRelease = Date.parse('2026-01-01T00:00:00.000Z');

/** The runtime, the disk and the clock. */
export async function lookAtMachine(dataDir: string): Promise<readonly HealthFinding[]> {
  return [nodeVersion(), clock(), await folder(dataDir), await freeSpace(dataDir)];
}

function nodeVersion(): HealthFinding {
  const { node } = process.versions;
  const isNew = Number(node.split('.')[0]) >= leastNode;
  return isNew ? ok('node', node) : fail('node', node, `sijil runs on Node ${leastNode} or later`);
}

function clock(): HealthFinding {
  const now = new Date();
  if (now.getTime() >= firstRelease) return ok('clock', now.toISOString());
  return fail('clock', now.toISOString(), 'this is in the past: set the clock, or every time in the log will be wrong');
}

async function folder(dataDir: string): Promise<HealthFinding> {
  const path = resolve(dataDir);
  const mayWrite = (place: string) =>
    access(place, constants.R_OK | constants.W_OK).then(
      () => true,
      () => false,
    );
  if (await mayWrite(path)) return ok('data folder', path);
  const parent = await mayWrite(dirname(path));
  return parent
    ? ok('data folder', `${path} will be made`)
    : fail('data folder', path, 'it cannot be read and written: see DATA_DIR and its owner');
}

async function freeSpace(dataDir: string): Promise<HealthFinding> {
  const { bavail, bsize } = await statfs(resolve(dataDir)).catch(() => statfs(dirname(resolve(dataDir))));
  const free = bavail * bsize;
  const found = `${(free / gibibyte).toFixed(1)} GiB free`;
  if (free >= comfortable) return ok('disk', found);
  if (free >= comfortable / 10) return warn('disk', found, 'make room: a full disk closes the doors (503)');
  return fail('disk', found, 'make room at once: a full disk closes the doors (503)');
}
