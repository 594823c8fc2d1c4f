import type { Questions } from '#queries';
import type { DeskPages } from './compose-desk.js';

/** What the working parts ask of the pages, put as the questions everybody asks. */
export const deskPagesOver = (questions: Questions): DeskPages => ({
  linksOf: async (customerId) => {
    const { links } = await questions.people(customerId);
    return links.map(({ customerId: first, otherId }) => [first, otherId] as const);
  },
  dueBefore: async (now, limit) => (await questions.dueTickets(now, limit)).due,
  placesInQuarantine: async (envelope) => {
    const { refused } = await questions.quarantine({ envelope: String(envelope), limit: 1000 });
    return refused.map(({ item }) => item);
  },
});
