import { DomainRefusal } from '#domain';
import { problemKinds } from './problem-table.js';
import type { ProblemKind } from './problem-table.js';

/** A problem detail as RFC 9457 has it; `code` is ours, stable, and listed in docs/errors.md. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  /** Seconds to wait, sent as `Retry-After`. */
  readonly retryAfterSeconds?: number;
  /** The fields at fault, where fields are. */
  readonly fields?: readonly FieldFault[];
  /** What the rules know of it, where they refuse: who has the ticket, and since when. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

export interface FieldFault {
  /** Path inside the body or query, `inboxes.0`. */
  readonly field: string;
  readonly reason: string;
}

/** Media type of every refusal. */
export const problemMediaType = 'application/problem+json; charset=utf-8';

/** Faults of the web framework in our words: it tells of a bad request by a status. */
const ofStatus: ReadonlyMap<unknown, string> = new Map([
  [404, 'REQUEST.ROUTE_NOT_FOUND'],
  [413, 'REQUEST.BODY_TOO_LARGE'],
  [415, 'REQUEST.MEDIA_TYPE_UNKNOWN'],
]);

const refused: ProblemKind = { status: 409, title: 'The rules say no' };
const unexpected: ProblemKind = { status: 500, title: 'Something went wrong here' };

/**
 * The answer to a failure. What the table knows is told with the error's own words; what it does not know is a
 * fault of ours, and nothing about it leaves the house.
 */
export function problemOf(error: unknown): Problem {
  const code = codeOf(error);
  const kind = problemKinds.get(code) ?? (error instanceof DomainRefusal ? refused : undefined);
  if (!kind) return { ...head('SERVER.UNEXPECTED', unexpected), detail: 'The server’s log says more.' };
  return {
    ...head(code, kind),
    detail: wordsOf(error, kind),
    ...waitOf(error, kind),
    ...fieldsOf(error),
    ...factsOf(error),
  };
}

/** The code of an error in our words; `SERVER.UNEXPECTED` where it has none. */
export function codeOf(error: unknown): string {
  const code = propertyOf(error, 'code');
  if (typeof code === 'string' && !code.startsWith('FST_')) return code;
  const status = propertyOf(error, 'statusCode') ?? propertyOf(error, 'status');
  const isBadRequest = typeof status === 'number' && status >= 400 && status < 500;
  return ofStatus.get(status) ?? (isBadRequest ? 'REQUEST.MALFORMED' : 'SERVER.UNEXPECTED');
}

/** A problem as the bytes of its answer say it: the wait stands in a header. */
export function problemText({ retryAfterSeconds: _, ...problem }: Problem): string {
  return JSON.stringify(problem);
}

const head = (code: string, { status, title }: ProblemKind) => ({
  type: `urn:sijil:problem:${code.toLowerCase()}`,
  title,
  status,
  code,
});

const wordsOf = (error: unknown, { title }: ProblemKind): string =>
  error instanceof Error && error.message !== '' ? error.message : title;

function waitOf(error: unknown, kind: ProblemKind): Pick<Problem, 'retryAfterSeconds'> {
  const own = propertyOf(error, 'retryAfterSeconds');
  const seconds = typeof own === 'number' ? own : kind.retryAfterSeconds;
  return seconds === undefined ? {} : { retryAfterSeconds: seconds };
}

function fieldsOf(error: unknown): Pick<Problem, 'fields'> {
  const fields = propertyOf(error, 'fields');
  return Array.isArray(fields) ? { fields: fields as readonly FieldFault[] } : {};
}

/** A refusal of the rules states its facts as fields of its own; they are ids and instants, never words of a person. */
function factsOf(error: unknown): Pick<Problem, 'facts'> {
  if (!(error instanceof DomainRefusal)) return {};
  const { code: _, name: __, ...facts } = { ...error } as Record<string, unknown>;
  return Object.keys(facts).length === 0 ? {} : { facts };
}

const propertyOf = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined;
