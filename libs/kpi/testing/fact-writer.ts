import type { PageMark, PageWriter } from '#read-store';
import type { KpiTicket } from '../src/case-history/ticket.js';
import type { KpiFact } from '../src/index.js';
import { CaseShelf } from '../src/pages/case-shelf.js';
import { FactBook } from '../src/pages/fact-book.js';
import { GatheredChanges } from '../src/pages/gathered-changes.js';
import { tickets } from '../src/pages/kpi.tables.js';

/** A ticket of no history, as pages keep it: whoever reads its file derives from it again, and must be able to. */
function ticketOf({ ticketId, at, position }: KpiFact): KpiTicket {
  const standing = { agent: '', team: '', priority: '', tags: [], topic: '', spam: false, closed: false };
  const before = { agents: [], replies: 0, transfers: 0, takenFromAgent: false, lastAgent: '', handedOn: false };
  const history = { spans: [], marks: [], before, first: null, reopened: false, inForce: null, solved: null };
  return { ticketId, conversationId: '', inbox: '', openedAt: at, position, reached: at, ...standing, ...history };
}

/** Writes facts into the pages of KPIs as the copyist does, without the events they would follow from. */
export class FactWriter {
  constructor(private readonly pages: PageWriter) {}

  /** They become known at the next position, all in one commit. */
  async write(facts: readonly KpiFact[]): Promise<void> {
    const changes = new GatheredChanges();
    const shelf = new CaseShelf(this.pages);
    const book = new FactBook(shelf, changes, this.pages);
    const position = this.pages.mark.position + 1n;
    await book.know(facts, Number(position));
    for (const fact of facts.filter(({ ticketId }) => ticketId !== '')) {
      const { customerId, ticketId } = fact;
      const number = await book.ticketNumber(await shelf.file(customerId), ticketId);
      changes.put(tickets, { customerId, ticketId, number, ticket: JSON.stringify(ticketOf(fact)) });
    }
    book.close();
    await this.pages.commit(changes.all(), { position, hash: this.pages.mark.hash } satisfies PageMark);
  }
}
