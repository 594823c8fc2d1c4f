import type { Terminal } from '../../terminal/index.js';

/** A table’s title, and what to know before reading it. */
export const heading = (title: string, note: string, terminal: Terminal): readonly string[] => [
  '',
  `${terminal.tone('bold', title)}  ${terminal.tone('dim', note)}`,
];
