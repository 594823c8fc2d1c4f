import type { PageMark, PageWriter } from '#read-store';
import type { KpiTicket } from '../src/case-history/ticket.js';
import type { KpiFact } from '../src/index.js';
import { measure } from '../src/measures/index.js';
import { rowOf } from '../src/pages/case-shelf.js';
import { GatheredChanges } from '../src/pages/gathered-changes.js';
import { facts, files, tickets } from '../src/pages/kpi.tables.js';
import { NumberShelf } from '../src/pages/number-shelf.js';
import { RollupShelf } from '../src/pages/rollup-shelf.js';

/** A ticket of no history, as pages keep it: whoever reads its file derives from it again, and must be able to. */
function ticketOf({ ticketId, at, position }: KpiFact): KpiTicket {
  const standing = { agent: '', team: '', priority: '', tags: [], topic: '', spam: false, closed: false };
  const before = { agents: [], replies: 0, transfers: 0, takenFromAgent: false, lastAgent: '', handedOn: false };
  const history = { spans: [], marks: [], before, first: null, reopened: false, inForce: null, solved: null };
  return { ticketId, conversationId: '', inbox: '', openedAt: at, position, reached: at, ...standing, ...history };
}

/**
 * Writes facts into empty pages of KPIs as the copyist does, without the events they would follow from. No fact is
 * written twice, so nothing is read back: what has a number is remembered.
 */
export class FactWriter {
  readonly #changes = new GatheredChanges();
  readonly #numbers: NumberShelf;
  readonly #rollups: RollupShelf;
  readonly #given = new Map<string, number>();

  constructor(private readonly pages: PageWriter) {
    this.#numbers = new NumberShelf(pages, this.#changes);
    this.#rollups = new RollupShelf(pages, this.#changes);
  }

  /** They become known at the next position, all in one commit. */
  async write(some: readonly KpiFact[]): Promise<void> {
    const position = this.pages.mark.position + 1n;
    for (const fact of some) await this.#note(fact, Number(position));
    this.#rollups.close();
    await this.pages.commit(this.#changes.all(), { position, hash: this.pages.mark.hash } satisfies PageMark);
    this.#changes.clear();
    this.#numbers.settle();
    this.#rollups.settle();
  }

  async #note(fact: KpiFact, position: number): Promise<void> {
    this.#changes.put(facts, rowOf(fact, position));
    const [person, ticket] = [await this.#person(fact), await this.#ticket(fact)];
    const numbers = { person, ticket, dimensions: await this.#numbers.standing(fact) };
    await this.#rollups.add(fact.kind, measure(fact, numbers));
  }

  async #person({ personId: customerId }: KpiFact): Promise<number> {
    const known = this.#given.get(customerId);
    if (known !== undefined) return known;
    const number = await this.#numbers.next('file');
    this.#given.set(customerId, number);
    this.#changes.put(files, { customerId, number });
    return number;
  }

  async #ticket(fact: KpiFact): Promise<number> {
    const { customerId, ticketId } = fact;
    if (ticketId === '') return 0;
    const known = this.#given.get(ticketId);
    if (known !== undefined) return known;
    const number = await this.#numbers.next('ticket');
    this.#given.set(ticketId, number);
    this.#changes.put(tickets, { customerId, ticketId, number, ticket: JSON.stringify(ticketOf(fact)) });
    return number;
  }
}
