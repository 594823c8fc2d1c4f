import { readFileSync } from 'node:fs';
import { eventKinds } from '#domain';
import { eventsPage } from '../../tools/docs/events-page.js';

const page = readFileSync('docs/events.md', 'utf8');
const told = [...page.matchAll(/^## ([A-Z]\w+)$/gm)].map(([, type]) => type).filter((type) => type !== 'Streams');

describe('the page of the manual about events', () => {
  it('tells of every event the desk can write', () => {
    expect(told).toEqual(expect.arrayContaining(eventKinds.map(({ type }) => type)));
  });

  it('tells of no event the desk does not know', () => {
    const known: readonly string[] = eventKinds.map(({ type }) => type);
    expect(told.filter((type) => !known.includes(type ?? ''))).toEqual([]);
  });

  it('is what the catalogue says, field by field (npm run docs writes it again)', async () => {
    expect(page).toBe(await eventsPage());
  });
});
