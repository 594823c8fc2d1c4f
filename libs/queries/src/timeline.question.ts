import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { ActorClass, Instant } from '#domain';
import type { Delivery, DeliveryStatus, Entry, EntryKind, PageTables } from '#projections';
import { cursorOf, pageOf, sortKeyOf } from './cursor.js';
import { connected } from './people.question.js';
import { textDirection } from '#domain';
import type { TextDirection } from '#domain';

const list = 'timeline';

export interface TimelinePage {
  /** Where the page before this one ended. */
  readonly before?: string | undefined;
  readonly limit: number;
  /** Only what had happened by then, each told as it is known now. */
  readonly asOf?: Instant | undefined;
}

/** How far a reply came. */
export interface ReplyDelivery {
  readonly status: DeliveryStatus;
  readonly at: Instant;
  /** A stable code for a failure; empty for none. */
  readonly reason: string;
  /** A crash cut a try off: it may have gone out once more than is told. */
  readonly maybeTwice?: true;
}

/** One thing that happened with a customer. */
export interface TimelineEntry {
  readonly position: bigint;
  readonly customerId: string;
  readonly occurredAt: Instant;
  readonly kind: EntryKind;
  /** The body of a message, the outcome of a call, the type of a fact about a ticket. */
  readonly what: string;
  readonly direction: Entry['direction'];
  /** The message, call, reply or note; empty for facts about tickets. */
  readonly id: string;
  readonly conversationId: string;
  readonly ticketId: string | null;
  readonly inbox: string;
  readonly channel: string;
  readonly actor: { readonly class: ActorClass; readonly id: string };
  /** `no`, or the kind of machine that wrote it. */
  readonly automatic: string;
  readonly language: string;
  readonly sender: { readonly name: string; readonly address: string };
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  /** Which way the text reads, or the subject where there is none. */
  readonly dir: TextDirection;
  readonly subjectDir: TextDirection;
  readonly attachments: number;
  /** How far a reply came: absent while it is written and not sent. */
  readonly delivery?: ReplyDelivery;
  /** Further clear facts: an assignee, a priority, the seconds of a call. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** Its text was erased. */
  readonly erased: boolean;
}

export interface Timeline {
  /** The files of this person: the story is told over all of them. */
  readonly customerIds: readonly string[];
  /** Newest first. */
  readonly entries: readonly TimelineEntry[];
  /** Where older entries begin. */
  readonly next?: string;
}

/** What happened with a person, over all their files and channels, newest first. Errors: `BadCursor`. */
export async function timelineOf(
  pages: Kysely<PageTables>,
  customerId: string,
  { before, limit, asOf }: TimelinePage,
): Promise<Timeline> {
  const end = before === undefined ? undefined : sortKeyOf(list, before, ['', 0]);
  const { customerIds } = await connected(pages, [customerId]);
  const found: Entry[] = [];
  for (const id of customerIds) found.push(...(await entriesOf(pages, id, { end, asOf }, limit + 1)));
  const page = pageOf(found.sort(newestFirst), limit, ({ occurredAt, position }) =>
    cursorOf(list, [occurredAt, position]),
  );
  const delivered = await deliveriesOf(pages, page.rows);
  const entries = page.rows.map((entry) => told(entry, knownBy(deliveryTo(entry, delivered), asOf)));
  return { customerIds, entries, ...(page.next !== undefined && { next: page.next }) };
}

/** What the timeline tells of one message, call, reply or note of a file; `undefined` where the file has none of that id. */
export async function entryCalled(
  pages: Kysely<PageTables>,
  customerId: string,
  id: string,
): Promise<TimelineEntry | undefined> {
  const named = pages.selectFrom('timeline').selectAll().where('customerId', '=', customerId);
  const entry = await named.where('entryId', '=', id).where('kind', '!=', 'ticket').executeTakeFirst();
  if (entry === undefined) return undefined;
  return told(entry, deliveryTo(entry, await deliveriesOf(pages, [entry])));
}

/** Each file by its own index: merging a few short lists is cheaper than sorting all of them. */
function entriesOf(
  pages: Kysely<PageTables>,
  customerId: string,
  { end, asOf }: { readonly end: readonly [string, number] | undefined; readonly asOf: Instant | undefined },
  limit: number,
): Promise<Entry[]> {
  let entries = pages.selectFrom('timeline').selectAll().where('customerId', '=', customerId);
  if (end !== undefined) entries = entries.where(sql<boolean>`("occurredAt", "position") < (${end[0]}, ${end[1]})`);
  if (asOf !== undefined) entries = entries.where('occurredAt', '<=', asOf);
  return entries.orderBy('occurredAt', 'desc').orderBy('position', 'desc').limit(limit).execute();
}

const newestFirst = (one: Entry, other: Entry): number =>
  one.occurredAt === other.occurredAt ? other.position - one.position : one.occurredAt < other.occurredAt ? 1 : -1;

/** By reply where our own outbox told of it, else by the digest of the id it carries in its own name. */
async function deliveriesOf(pages: Kysely<PageTables>, entries: readonly Entry[]): Promise<Map<string, Delivery>> {
  const replies = entries.filter(({ kind }) => kind === 'reply');
  if (replies.length === 0) return new Map();
  const of = async (column: 'replyId' | 'nativeKey', keys: readonly string[]) =>
    keys.length === 0 ? [] : pages.selectFrom('deliveries').selectAll().where(column, 'in', keys).execute();
  const told = await of('replyId', replies.map(({ entryId }) => entryId)); // prettier-ignore
  const named = await of('nativeKey', replies.map(({ nativeKey }) => nativeKey).filter((key) => key !== '')); // prettier-ignore
  return new Map([...named.map((row) => [row.nativeKey, row] as const), ...told.map((row) => [row.replyId, row] as const)]); // prettier-ignore
}

const deliveryTo = ({ entryId, nativeKey }: Entry, delivered: ReadonlyMap<string, Delivery>): Delivery | undefined =>
  delivered.get(entryId) ?? delivered.get(nativeKey);

/** A report that came after the instant that is asked for tells nothing of it. */
const knownBy = (delivery: Delivery | undefined, asOf: Instant | undefined): Delivery | undefined =>
  delivery && (asOf === undefined || delivery.at <= asOf) ? delivery : undefined;

const deliveryTold = ({ status, at, reason, maybeTwice }: Delivery): ReplyDelivery => ({
  ...{ status, at, reason },
  ...(maybeTwice === 1 && { maybeTwice: true as const }),
});

function told(entry: Entry, delivery: Delivery | undefined): TimelineEntry {
  const { position, actorClass, actorId, senderName, senderAddress, entryId, subject, text, detail, erased } = entry;
  const { customerId, occurredAt, kind, what, direction, conversationId, ticketId, inbox, channel } = entry;
  const { automatic, language, attachments } = entry;
  return {
    position: BigInt(position),
    ...{ customerId, occurredAt, kind, what, direction, id: entryId, conversationId, ticketId, inbox, channel },
    actor: { class: actorClass, id: actorId },
    ...{ automatic, language, attachments, subject, text },
    sender: { name: senderName, address: senderAddress },
    dir: textDirection(text || subject),
    subjectDir: textDirection(subject),
    ...(delivery && { delivery: deliveryTold(delivery) }),
    detail: detail === '' ? {} : (JSON.parse(detail) as Record<string, unknown>),
    erased: erased === 1,
  };
}
