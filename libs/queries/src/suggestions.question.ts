import type { Kysely } from 'kysely';
import { likenesses, personOf } from '#domain';
import type { Likeness, Link } from '#domain';
import type { PageTables } from '#projections';
import { Dismissals } from './dismissals.js';
import type { Dismissal } from './dismissals.js';
import { likenessOf } from './likeness.js';
import type { Trace } from './likeness.js';
import { connected, handlesOf } from './people.question.js';
import type { KnownHandle } from './people.question.js';
import { holdersOf, tracesOf } from './traces.js';

/** A name that more files hold than this is a name like many: it says nothing of who somebody is. */
const mostHolders = 20;
/** Files that are looked at closely, and suggestions of one answer. */
const most = { files: 40, suggestions: 10 } as const;

/** Why two files may be of one person: what one says here, and the other there. */
export interface SuggestionReason {
  readonly because: Likeness;
  /** The file of the person asked for, and what it holds. */
  readonly customerId: string;
  readonly here: string;
  /** The other file, and what it holds. */
  readonly otherId: string;
  readonly there: string;
  /** How many files hold it, by name or by address, these two among them. */
  readonly heldBy: number;
}

/** Somebody who may be the same person. */
export interface Suggestion {
  /** Their files: merging one of them merges all. */
  readonly customerIds: readonly string[];
  readonly handles: readonly KnownHandle[];
  /** What says most first; the same evidence from several files or handles is told once. */
  readonly reasons: readonly SuggestionReason[];
}

export interface Suggestions {
  /** The files of the person asked for. */
  readonly customerIds: readonly string[];
  /** The likeliest first. */
  readonly suggestions: readonly Suggestion[];
  /** Who was said not to be this person, the last said first; merging them lifts it. */
  readonly dismissed: readonly Dismissal[];
}

/**
 * Who may be the same person as a customer, and why, for a person to judge: nothing is merged by it. Only evidence that
 * stands in the pages, found in indexes: names and handles that are alike. A name counts for whoever bore it when they
 * wrote from a handle of theirs; only people with a handle are suggested, and nobody who is the same person already. Who
 * was dismissed is suggested again when they are alike in something they were not dismissed for.
 */
export async function suggestions(pages: Kysely<PageTables>, customerId: string): Promise<Suggestions> {
  const { customerIds } = await connected(pages, [customerId]);
  const dismissals = await Dismissals.of(pages, customerIds);
  const alike = dismissals.news(await alikeTo(pages, customerIds), ({ reason }) => reason);
  const found = await personsWith(pages, likeliest(alike));
  const news = found.filter(({ reasons }) => dismissals.news(reasons, (reason) => reason).length > 0);
  const inOrder = news.sort((one, other) => compare(one.reasons, other.reasons));
  return { customerIds, suggestions: inOrder.slice(0, most.suggestions), dismissed: dismissals.all };
}

/** A reason, what is the same on both sides of it, and the handle of whoever it is about in the other file. */
interface Alike {
  readonly reason: SuggestionReason;
  readonly letters: string;
  readonly handle: string;
}

async function alikeTo(pages: Kysely<PageTables>, customerIds: readonly string[]): Promise<readonly Alike[]> {
  const own = Map.groupBy(await tracesOf(pages, customerIds), ({ letters }) => letters);
  const alike: Alike[] = [];
  for (const [letters, traces] of own) {
    const holders = await holdersOf(pages, letters, mostHolders + 1);
    const heldBy = new Set([...traces, ...holders].map((trace) => trace.customerId)).size;
    if (heldBy > mostHolders) continue;
    const others = holders.filter((holder) => !customerIds.includes(holder.customerId));
    for (const one of traces) for (const other of others) alike.push(...alikeness(one, other, heldBy));
  }
  return alike;
}

/** What is alike in the files that are worth a closer look. */
function likeliest(alike: readonly Alike[]): readonly Alike[] {
  const files = [...Map.groupBy(alike, ({ reason }) => reason.otherId).values()];
  const reasonsOf = (file: readonly Alike[]) => file.map(({ reason }) => reason);
  return files
    .sort((one, other) => compare(reasonsOf(one), reasonsOf(other)))
    .slice(0, most.files)
    .flat();
}

function alikeness(one: Trace, other: Trace, heldBy: number): readonly Alike[] {
  const because = likenessOf(one, other);
  if (because === undefined) return [];
  const [here, there] = [one.said, other.said];
  const reason = { because, customerId: one.customerId, here, otherId: other.customerId, there, heldBy };
  return [{ reason, letters: one.letters, handle: other.handle }];
}

/** The people these files are of; those in which nobody spoke from a handle of theirs are left out. */
async function personsWith(pages: Kysely<PageTables>, alike: readonly Alike[]): Promise<Suggestion[]> {
  if (alike.length === 0) return [];
  const { customerIds, links } = await connected(pages, [...new Set(alike.map(({ reason }) => reason.otherId))]);
  const handles = Map.groupBy(await handlesOf(pages, customerIds), (handle) => handle.customerId);
  const pairs = links.map((link): Link => [link.customerId, link.otherId]);
  const persons = Map.groupBy(alike, ({ reason }) => personOf(reason.otherId, pairs).join(' '));
  return [...persons].flatMap(([names, theirs]) => {
    const files = names.split(' ');
    const reachedAt = files.flatMap((file) => handles.get(file) ?? []);
    return suggestionOf(files, reachedAt, theirs);
  });
}

function suggestionOf(
  customerIds: readonly string[],
  handles: readonly KnownHandle[],
  alike: readonly Alike[],
): readonly Suggestion[] {
  const own = new Set(handles.map(({ handle }) => handle));
  const reasons = new Map<string, SuggestionReason>();
  for (const { reason, letters, handle } of alike) {
    const evidence = `${reason.because} ${letters}`;
    if (own.has(handle) && !reasons.has(evidence)) reasons.set(evidence, reason);
  }
  const inOrder = [...reasons.values()].sort((one, other) => rank(one) - rank(other));
  return inOrder.length === 0 ? [] : [{ customerIds, handles, reasons: inOrder }];
}

const rank = ({ because }: SuggestionReason): number => likenesses.indexOf(because);

/** What says most decides; then how much there is; then how few hold it. */
function compare(one: readonly SuggestionReason[], other: readonly SuggestionReason[]): number {
  const best = (reasons: readonly SuggestionReason[]) => Math.min(...reasons.map(rank));
  const fewest = (reasons: readonly SuggestionReason[]) => Math.min(...reasons.map(({ heldBy }) => heldBy));
  return best(one) - best(other) || other.length - one.length || fewest(one) - fewest(other);
}
