import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DeskClient } from './desk-client.js';

/** What a server leaves beside its data, for commands on the same machine. */
export interface RunningDesk {
  readonly url: string;
  readonly pid: number;
  /** Of the role admin; made for this run, and known to nobody but who may read the folder. */
  readonly key: string;
}

/** Where a running server says so. */
export const runningFile = (dataDir: string): string => join(dataDir, 'running.json');

/** Says that a server runs; of several on one folder the last is told of. Only the owner of the folder may read it. */
export async function announceDesk(dataDir: string, desk: RunningDesk): Promise<void> {
  const written = `${runningFile(dataDir)}.${desk.pid}`;
  await rm(written, { force: true });
  await writeFile(written, `${JSON.stringify(desk)}\n`, { mode: 0o600, flag: 'wx' });
  await rename(written, runningFile(dataDir));
}

/** Says that it runs no more; another that runs on the same folder is still told of. */
export async function withdrawDesk(dataDir: string, pid: number): Promise<void> {
  if ((await readAnnouncement(dataDir))?.pid === pid) await rm(runningFile(dataDir), { force: true });
}

/** The server that runs on a folder, if one answers there: a file without an answer is left of one that was killed. */
export async function findRunningDesk(dataDir: string): Promise<RunningDesk | undefined> {
  const desk = await readAnnouncement(dataDir);
  if (!desk) return undefined;
  const answers = await new DeskClient(desk.url, desk.key).get('/v1/status').then(
    () => true,
    () => false,
  );
  return answers ? desk : undefined;
}

async function readAnnouncement(dataDir: string): Promise<RunningDesk | undefined> {
  try {
    const { url, pid, key } = JSON.parse(await readFile(runningFile(dataDir), 'utf8')) as Partial<RunningDesk>;
    return url !== undefined && pid !== undefined && key !== undefined ? { url, pid, key } : undefined;
  } catch {
    return undefined;
  }
}
