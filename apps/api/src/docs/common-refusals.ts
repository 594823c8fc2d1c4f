import { roles } from '#desk-store';
import type { Role } from '#desk-store';
import { schemaOfClass } from './class-schema.js';
import type { Access, Refusal, RouteDoc } from './route-doc.js';

/** One refusal of a route: its code, and what is sent to meet it. */
export interface ToldRefusal extends Refusal {
  readonly code: string;
  /** Sent without a key at all. */
  readonly withoutKey?: true;
  /** Sent without an `Idempotency-Key`, or with one that another request had before. */
  readonly writeKey?: 'missing' | 'used';
}

/** Every refusal of a route that can be brought about: those of all routes of its kind, and its own. */
export function refusalsOf(doc: RouteDoc, access: Access): readonly ToldRefusal[] {
  const own = Object.entries(doc.refusals ?? {}).map(([code, refusal]) => ({ code, ...refusal }));
  const common = [...ofKeys(doc, access), ...ofWrites(doc), ...ofBodies(doc), ...ofQueries(doc)];
  return [...common.filter(({ code }) => doc.refusals?.[code] === undefined), ...own];
}

function ofKeys({ example }: RouteDoc, access: Access): readonly ToldRefusal[] {
  if (typeof access === 'string') return [];
  const refused = roles.filter((role) => !access.includes(role));
  const asksForText = (role: Role) => role === 'analyst' && access.includes('text');
  const outside = refused.find((role) => !asksForText(role));
  const wordless = refused.find(asksForText);
  const unknown = { ...example, headers: { ...example?.headers, authorization: 'Bearer nobody-was-given-this' } };
  return [
    { code: 'ACCESS.KEY_MISSING', ...example, withoutKey: true },
    { code: 'ACCESS.KEY_UNKNOWN', ...unknown },
    ...(outside === undefined ? [] : [{ code: 'ACCESS.ROLE_REFUSED', ...example, as: outside }]),
    ...(wordless === undefined ? [] : [{ code: 'ACCESS.TEXT_REFUSED', ...example, as: wordless }]),
  ];
}

function ofWrites({ writes, example }: RouteDoc): readonly ToldRefusal[] {
  if (writes !== true) return [];
  const malformed = { ...example, headers: { 'idempotency-key': 'two words' } };
  return [
    { code: 'REQUEST.IDEMPOTENCY_KEY_MISSING', ...example, writeKey: 'missing' },
    { code: 'REQUEST.IDEMPOTENCY_KEY_MALFORMED', ...malformed },
    { code: 'COMMAND.ID_REUSED', ...example, writeKey: 'used' },
  ];
}

/** One field nobody knows is enough to be refused. */
const unknownField = { 'no-such-field': '1' };
const jsonBody = 'application/json';

function ofBodies({ body }: RouteDoc): readonly ToldRefusal[] {
  if (body === undefined) return [];
  return [
    { code: 'REQUEST.FIELDS_INVALID', body: unknownField },
    { code: 'REQUEST.MALFORMED', body: '{"half', mediaType: jsonBody },
    { code: 'REQUEST.MEDIA_TYPE_UNKNOWN', body: 'a: b', mediaType: 'text/yaml' },
    { code: 'REQUEST.BODY_TOO_LARGE', body: `"${'x'.repeat(1024 * 1024)}"`, mediaType: jsonBody },
  ];
}

function ofQueries({ query, example }: RouteDoc): readonly ToldRefusal[] {
  if (query === undefined) return [];
  const { properties = {} } = schemaOfClass(query);
  const asking = (more: Readonly<Record<string, string>>) => ({ ...example, query: { ...example?.query, ...more } });
  return [
    { code: 'REQUEST.FIELDS_INVALID', ...asking(unknownField) },
    ...('minPosition' in properties ? [{ code: 'POSITION.UNREADABLE', ...asking({ minPosition: 'nowhere' }) }] : []),
    ...('cursor' in properties ? [{ code: 'QUERY.BAD_CURSOR', ...asking({ cursor: 'nowhere' }) }] : []),
  ];
}
