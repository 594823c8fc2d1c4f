import { problemOf } from '../../apps/api/src/problems/problem.js';
import { problemKinds } from '../../apps/api/src/problems/problem-table.js';
import { errorCodes } from './error-codes.js';
import { chapters } from './error-texts/index.js';
import type { Chapter } from './error-texts/index.js';
import { asTable, code, formatted } from './markdown.js';

const introduction = `# Errors

Every stable code there is: \`AREA.REASON\`. A code never changes its meaning and is never given to another reason;
programs may switch on it. The words beside it are for people, and may change.

This page is written by \`npm run docs\`: codes and statuses from the source, the words from
[tools/docs/error-texts](../tools/docs/error-texts/index.ts). “HTTP” is the status the api answers with; \`–\` means that
the code is not answered over HTTP (an unforeseen fault is told as \`SERVER.UNEXPECTED\`).
`;

/** The page `docs/errors.md`. */
export function errorsPage(): Promise<string> {
  const { refusals } = errorCodes();
  return formatted([introduction, ...chapters.map((chapter) => chapterText(chapter, refusals))].join('\n\n'));
}

function chapterText({ title, introduction: words, codes }: Chapter, refusals: ReadonlySet<string>): string {
  const rows = Object.entries(codes).map(([name, { who, means, then }]) => {
    return [code(name), statusOf(name, refusals), who, means, then];
  });
  return [`## ${title}`, words, asTable(['Code', 'HTTP', 'Who meets it', 'Meaning', 'What to do'], rows)].join('\n\n');
}

const unexpected = problemOf(undefined);
const refused = 409;

function statusOf(name: string, refusals: ReadonlySet<string>): string {
  if (name === unexpected.code) return String(unexpected.status);
  const status = problemKinds.get(name)?.status ?? (refusals.has(name) ? refused : undefined);
  return status === undefined ? '–' : String(status);
}
