import { problemKinds, problemMediaType } from '../problems/index.js';
import type { Problem } from '../problems/index.js';
import type { ToldRefusal } from './common-refusals.js';
import { cast } from './cast.js';
import { anything, integer, listOf, object, text } from './schema.js';
import type { Schema } from './schema.js';

/** A refusal, whatever its code. */
export const problemSchema: Schema = object<Omit<Problem, 'retryAfterSeconds'>>(
  {
    type: text('urn:sijil:problem:ticket.not_found', '`urn:sijil:problem:` and the code.'),
    title: text('There is no such ticket'),
    status: integer(404),
    detail: text('there is no ticket "5f0q7h3k9m2x8b4r6t1z.9"', 'For people.'),
    code: text('TICKET.NOT_FOUND', 'Stable; docs/errors.md says what each means.'),
    facts: anything({ ticketId: cast.ticketId }, 'What the rules know of it: who has the ticket, and since when.'),
    fields: listOf(object({ field: text('limit'), reason: text('limit must not be less than 1') }), 'Fields at fault.'),
  },
  { optional: ['fields', 'facts'] },
);

/** A code that no table has is a refusal of the rules. */
const refused = { status: 409, title: 'The rules say no' };

/** What a code answers over HTTP. */
export const kindOf = (code: string): { readonly status: number; readonly title: string } =>
  problemKinds.get(code) ?? refused;

/** The answers to a route's refusals, by status; each code is an example. */
export function problemAnswers(refusals: readonly ToldRefusal[]): Readonly<Record<string, unknown>> {
  const byStatus = Map.groupBy(refusals, ({ code }) => kindOf(code).status);
  return Object.fromEntries(
    [...byStatus].map(([status, those]) => {
      const examples = Object.fromEntries(those.map(({ code }) => [code, { value: problemExample(code) }]));
      const description = [...new Set(those.map(({ code }) => `\`${code}\``))].join(', ');
      return [status, { description, content: { [mediaType]: { schema: problem, examples } } }];
    }),
  );
}

const mediaType = problemMediaType.split(';')[0] ?? problemMediaType;
const problem = { $ref: '#/components/schemas/Problem' };

/** Any further problem. */
export const otherProblem = { description: 'Any other problem.', content: { [mediaType]: { schema: problem } } };

const problemExample = (code: string) => {
  const { status, title } = kindOf(code);
  return { type: `urn:sijil:problem:${code.toLowerCase()}`, title, status, code, detail: title };
};
