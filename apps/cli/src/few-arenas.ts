import process from 'node:process';

/**
 * glibc gives every thread an arena of its own to allocate from, and what one of them no longer needs no other gets
 * (measured: 40 MB of a desk at work). How many there may be it reads from the environment when a process begins, and
 * never again: so this process begins once more, with the same number, arguments and open files.
 *
 * Where it is said already, or nobody would listen (only Linux has such arenas, and processes that begin again), nothing
 * changes.
 */
export function beginWithFewArenas(): void {
  const { env, execArgv, execPath, argv, platform } = process;
  if (platform !== 'linux' || env[variable] !== undefined || !process.execve) return;
  process.execve(execPath, [execPath, ...execArgv, ...argv.slice(1)], { ...env, [variable]: '2' });
}

const variable = 'MALLOC_ARENA_MAX';
