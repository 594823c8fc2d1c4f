import type { PageMark, PageWriter } from '#read-store';
import type { KpiFact } from '../src/index.js';
import { CaseShelf } from '../src/pages/case-shelf.js';
import { FactBook } from '../src/pages/fact-book.js';
import { GatheredChanges } from '../src/pages/gathered-changes.js';
import { tickets } from '../src/pages/kpi.tables.js';

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
    for (const { customerId, ticketId } of facts.filter((fact) => fact.ticketId !== '')) {
      const number = await book.ticketNumber(await shelf.file(customerId), ticketId);
      changes.put(tickets, { customerId, ticketId, number, ticket: '{}' });
    }
    book.close();
    await this.pages.commit(changes.all(), { position, hash: this.pages.mark.hash } satisfies PageMark);
  }
}
