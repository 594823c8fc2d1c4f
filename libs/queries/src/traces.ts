import type { Kysely } from 'kysely';
import { nameLetters } from '#projections';
import type { HandleRow, PageTables } from '#projections';
import type { Trace } from './likeness.js';

/** Entries of a file among which its names are looked for, the newest. */
const entriesLookedAt = 200;
/** Files of one person whose names are looked at, and traces of one person that are looked for elsewhere. */
const most = { files: 20, traces: 30 } as const;

/** What a person is known by, over their files: handles, and the names borne by whoever wrote from one of them. */
export async function tracesOf(pages: Kysely<PageTables>, customerIds: readonly string[]): Promise<readonly Trace[]> {
  const handles = await pages.selectFrom('handles').selectAll().where('customerId', 'in', customerIds).execute();
  const own = new Set(handles.map(({ handle }) => handle));
  const traces = new Map<string, Trace>();
  for (const trace of [...handles.flatMap(handleTrace), ...(await namesSaid(pages, customerIds.slice(0, most.files)))])
    if ((own.size === 0 || own.has(trace.handle)) && !traces.has(nameOf(trace))) traces.set(nameOf(trace), trace);
  return [...traces.values()].slice(0, most.traces);
}

/** A name is one however often it is said; a handle is one anyway. */
const nameOf = ({ kind, letters, said }: Trace): string => (kind === 'name' ? `name ${letters}` : `${kind} ${said}`);

async function namesSaid(pages: Kysely<PageTables>, customerIds: readonly string[]): Promise<readonly Trace[]> {
  const names: Trace[] = [];
  for (const customerId of customerIds) {
    const entries = await pages
      .selectFrom('timeline')
      .select(['customerId', 'senderName', 'senderAddress'])
      .where('customerId', '=', customerId)
      .orderBy('occurredAt', 'desc')
      .limit(entriesLookedAt)
      .execute();
    names.push(...entries.flatMap((entry) => nameTrace(entry)));
  }
  return names;
}

/** Who is known by these letters, by name or by handle: at most `limit` of each. */
export async function holdersOf(pages: Kysely<PageTables>, letters: string, limit: number): Promise<readonly Trace[]> {
  const named = await pages
    .selectFrom('saidNames')
    .innerJoin('timeline', 'timeline.position', 'saidNames.position')
    .select(['saidNames.customerId', 'timeline.senderName', 'timeline.senderAddress'])
    .where('saidNames.letters', '=', letters)
    .limit(limit)
    .execute();
  const reached = await pages.selectFrom('handles').selectAll().where('stem', '=', letters).limit(limit).execute();
  return [...reached.flatMap(handleTrace), ...named.flatMap((entry) => nameTrace(entry))];
}

const handleTrace = ({ kind, customerId, handle, stem }: HandleRow): readonly Trace[] =>
  stem === null ? [] : [{ kind, customerId, said: handle, letters: stem, handle }];

/** Somebody in an entry, called by their name, or by what they are reached at. */
interface Called {
  readonly customerId: string;
  readonly senderName: string;
  readonly senderAddress: string;
}

function nameTrace({ customerId, senderName, senderAddress: handle }: Called): readonly Trace[] {
  const said = senderName || handle;
  const letters = nameLetters(said);
  return letters === undefined ? [] : [{ kind: 'name', customerId, said, letters, handle }];
}
