import { fileURLToPath } from 'node:url';

const kept = fileURLToPath(new URL('../../../reports/compiled', import.meta.url));

/**
 * Processes and threads that suites begin share what V8 compiled: a third of what starting a desk costs is compiling it. Whoever
 * ends in order leaves there what it compiled; whoever is killed has only read.
 */
export function keepCompiledCode(): void {
  process.env['NODE_COMPILE_CACHE'] ??= kept;
}
