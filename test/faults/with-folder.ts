import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder for the tests of one `describe`, cleared away after them; answers its path. */
export function withFolder(): () => string {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sijil-faults-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return () => folder;
}
