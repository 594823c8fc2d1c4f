const fewest = 64;

/** Spans that stand at the end of some period, column by column: whose, how old, and at the end of which periods. */
export class StandingSpans {
  count = 0;
  persons = new Int32Array(fewest);
  /** When the ticket was opened, in milliseconds. */
  opened = new Float64Array(fewest);
  /** The first period at whose end it stands, and the first at whose end it does not any more. */
  firsts = new Int32Array(fewest);
  lasts = new Int32Array(fewest);
  leastOpened = Infinity;
  mostOpened = -Infinity;
  mostPerson = 0;

  add(person: number, openedAt: number, first: number, last: number): void {
    const { count } = this;
    if (count === this.persons.length) this.#grow();
    this.persons[count] = person;
    this.opened[count] = openedAt;
    this.firsts[count] = first;
    this.lasts[count] = last;
    this.count = count + 1;
    if (openedAt < this.leastOpened) this.leastOpened = openedAt;
    if (openedAt > this.mostOpened) this.mostOpened = openedAt;
    if (person > this.mostPerson) this.mostPerson = person;
  }

  standsAt(span: number, period: number): boolean {
    return (this.firsts[span] ?? 0) <= period && period < (this.lasts[span] ?? 0);
  }

  #grow(): void {
    const { persons, opened, firsts, lasts } = this;
    const room = persons.length * 2;
    (this.persons = new Int32Array(room)).set(persons);
    (this.opened = new Float64Array(room)).set(opened);
    (this.firsts = new Int32Array(room)).set(firsts);
    (this.lasts = new Int32Array(room)).set(lasts);
  }
}
