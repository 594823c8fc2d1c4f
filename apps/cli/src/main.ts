#!/usr/bin/env -S node --max-semi-space-size=4
import { Interrupted } from './exit/exit.errors.js';
import { beginWithFewArenas } from './few-arenas.js';
import { tuneEngine } from './tune-engine.js';

/** The house needs `node:sqlite` and its writer threads as Node 24 has them. */
const leastNode = 24;

if (Number(process.versions.node.split('.')[0]) < leastNode) {
  process.stderr.write(`sijil: this is Node ${process.versions.node}; sijil runs on Node ${leastNode} or later\n`);
  process.exit(1);
}

if (process.argv[2] === 'serve') beginWithFewArenas();
tuneEngine();
const interruption = new AbortController();
process.once('SIGINT', () => {
  interruption.abort(new Interrupted());
  process.once('SIGINT', () => process.exit(130));
});

const { runCli } = await import('./run-cli.js');
const { env, stdout: out, stderr: err } = process;
process.exitCode = await runCli(process.argv.slice(2), { env, out, err, signal: interruption.signal });
// What a server could not finish in time is at work still.
if (process.argv[2] === 'serve' && process.exitCode !== 0) process.exit();
