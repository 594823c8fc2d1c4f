import type { CountedFact, KpiFigure, KpiQuestion, KpiQuestions } from '#kpi';

/** Everything that stands behind a question, page after page. */
export async function behind(kpis: KpiQuestions, asked: KpiQuestion): Promise<readonly CountedFact[]> {
  const events: CountedFact[] = [];
  for (let after: string | undefined = ''; after !== undefined;) {
    const page = await kpis.events({ question: asked }, { limit: 3, ...(after === '' ? {} : { after }) });
    events.push(...page.events);
    after = page.next;
  }
  return events;
}

/** Every ticket behind a question, page after page. */
export async function ticketsBehind(kpis: KpiQuestions, asked: KpiQuestion): Promise<readonly string[]> {
  const tickets: string[] = [];
  for (let after: string | undefined = ''; after !== undefined;) {
    const page = await kpis.tickets({ question: asked }, { limit: 2, ...(after === '' ? {} : { after }) });
    tickets.push(...page.tickets);
    after = page.next;
  }
  return tickets;
}

/** What facts add up to: how many count, of how many tickets and people, are open, and what they say in sum. */
export function sumOf(facts: readonly CountedFact[]) {
  const counted = facts.filter((each) => each.counted);
  const tickets = new Set(counted.map(({ fact }) => fact.ticketId));
  return {
    events: counted.length,
    tickets: tickets.size - Number(tickets.has('')),
    customers: new Set(counted.map(({ fact }) => fact.personId)).size,
    open: facts.filter(({ open }) => open).length,
    numerator: counted.reduce((sum, { numerator }) => sum + numerator, 0),
    seconds: meanOf(counted.map(({ seconds }) => seconds)),
  };
}

/** The same of a figure; of one that is not there, because nothing was counted. */
export const toldBy = (figure: KpiFigure | undefined, { numerator, seconds }: ReturnType<typeof sumOf>) => ({
  events: figure?.counts.events ?? 0,
  tickets: figure?.counts.tickets ?? 0,
  customers: figure?.counts.customers ?? 0,
  open: figure?.open ?? 0,
  // Only a share has one, and only a distribution the other.
  numerator: figure?.numerator ?? (figure === undefined ? 0 : numerator),
  seconds: figure?.seconds === undefined || figure.bands !== undefined ? seconds : figure.seconds.mean,
});

/** To the millisecond, rounded half up; `null` of nothing. */
function meanOf(seconds: readonly (number | undefined)[]): number | null {
  const ms = seconds.filter((each) => each !== undefined).map((each) => Math.round(each * 1000));
  const sum = ms.reduce((total, each) => total + each, 0);
  return ms.length === 0 ? null : Math.floor(sum / ms.length + 0.5) / 1000;
}
