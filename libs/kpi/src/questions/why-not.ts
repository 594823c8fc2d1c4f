import type { Kysely } from 'kysely';
import type { Item } from '../case-history/index.js';
import { reasonAt } from '../definitions/index.js';
import type { NotCounted } from '../definitions/index.js';
import type { FactKind, KpiFact } from '../facts/index.js';
import { choiceOf, passes } from '../figures/index.js';
import { measuredAlone } from '../measures/index.js';
import type { KpiTables } from '../pages/index.js';
import { isReached } from './drill-down.js';
import type { Wanted } from './known-facts.js';

/** Why something is not counted, as a stable code; or that it is. */
export type WhyNot =
  | NotCounted
  | 'not-found'
  | 'automatic'
  | 'asks-nothing'
  | 'outbound'
  | 'other-kind'
  | 'same-contact'
  | 'out-of-range'
  | 'filtered'
  | 'counted';

/** Why a message, call or ticket does not stand behind any figure of a question, by what is known now. */
export async function whyNot(pages: Kysely<KpiTables>, wanted: Wanted, subject: string): Promise<WhyNot> {
  const item = await itemOf(pages, subject);
  const facts = await factsAbout(pages, wanted.definition.kind, subject, item?.customerId);
  if (facts.length > 0) return whyNotOf(wanted, facts);
  if (item !== undefined) return withoutFact(item.item, wanted.definition.kind);
  const known = await pages.selectFrom('tickets').select('ticketId').where('ticketId', '=', subject).executeTakeFirst();
  return known === undefined ? 'not-found' : missing[wanted.definition.kind];
}

async function itemOf(pages: Kysely<KpiTables>, itemId: string) {
  const row = await pages.selectFrom('items').selectAll().where('itemId', '=', itemId).executeTakeFirst();
  return row && { customerId: row.customerId, item: JSON.parse(row.item) as Item };
}

async function factsAbout(
  pages: Kysely<KpiTables>,
  kind: FactKind,
  subject: string,
  customerId: string | undefined,
): Promise<readonly KpiFact[]> {
  const facts = pages.selectFrom('facts').select('fact').where('kind', '=', kind);
  const isOfItems = kind === 'contact' || kind === 'call';
  const about = isOfItems
    ? facts.where('factId', '=', `${kind}/${customerId ?? ''}/${subject}`)
    : facts.where('ticketId', '=', subject);
  return (await about.execute()).map(({ fact }) => JSON.parse(fact) as KpiFact);
}

/** What a ticket lacks that has no fact of this kind. */
const missing: Readonly<Record<FactKind, WhyNot>> = {
  contact: 'other-kind',
  call: 'other-kind',
  opening: 'not-found',
  'first-response': 'no-response',
  'next-response': 'no-response',
  resolution: 'not-resolved',
  'full-resolution': 'not-resolved',
  span: 'not-at-work',
};

function withoutFact({ kind }: Item, counts: FactKind): WhyNot {
  if (kind === 'automatic') return 'automatic';
  if (kind === 'silent') return 'asks-nothing';
  if (kind === 'reply' || kind === 'outbound') return 'outbound';
  return counts === 'contact' ? 'same-contact' : 'other-kind';
}

/** Of several facts of one ticket the one that comes nearest to being counted speaks. */
function whyNotOf({ definition, question }: Wanted, facts: readonly KpiFact[]): WhyNot {
  const words = facts.map((fact): WhyNot => {
    const because = reasonAt(definition.judge(measuredAlone(fact), choiceOf(question)), 0);
    if (because !== undefined) return because;
    if (!isReached(fact, question)) return definition.form === 'backlog' ? 'not-at-work' : 'out-of-range';
    return passes(fact, question) ? 'counted' : 'filtered';
  });
  const nearest = (['counted', 'filtered', 'out-of-range'] as const).find((word) => words.includes(word));
  return nearest ?? words[0] ?? 'not-found';
}
