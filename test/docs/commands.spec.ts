import { globSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { programOf } from '../../apps/cli/src/program.js';

const program = programOf({ env: {}, out: process.stdout, err: process.stderr, signal: new AbortController().signal });
const pages = [...globSync('*.md'), ...globSync('docs/**/*.md')];

/** Command lines as they are typed on the pages: in `…`, or as lines of a block. */
const typed = pages.flatMap((page) => {
  const text = readFileSync(page, 'utf8');
  const lines = [
    ...text.matchAll(/^(?:npm run --silent sijil -- |sijil )(.+)$/gm),
    ...text.matchAll(/`sijil ([^`]+)`/g),
  ];
  return lines.map(([, words = '']) => ({ page, words: words.trim().split(/\s+/) }));
});

describe('the commands that the manual names', () => {
  it('are there to be named', () => {
    expect(typed.length).toBeGreaterThan(20);
  });

  it.each([...new Set(typed.map(({ words }) => words.join(' ')))])('sijil %s is one', (line) => {
    expect(unknownIn(line.split(' '))).toEqual([]);
  });

  it('are all that the program has', () => {
    const named = new Set(typed.map(({ words }) => words[0]));
    expect(program.commands.map((command) => command.name()).filter((name) => !named.has(name))).toEqual([]);
  });
});

/** Words that should be commands, and options, that the program does not know. */
function unknownIn(words: readonly string[]): readonly string[] {
  let command: Command = program;
  const unknown: string[] = [];
  for (const word of words) {
    const next = command.commands.find((candidate) => candidate.name() === word);
    if (next) command = next;
    else if (word.startsWith('--')) unknown.push(...(isOption(command, word) ? [] : [word]));
    else if (command.commands.length > 0 && !isPlaceholder(word)) unknown.push(word);
  }
  return unknown;
}

const isOption = (command: Command, name: string): boolean =>
  name === '--help' || [...command.options, ...program.options].some(({ long }) => long === name);

/** `…`, `<command>`, `|`, and help, which every program has. */
const isPlaceholder = (word: string): boolean => /^(?:[….<|]|help$)/.test(word);
