import { writeFile } from 'node:fs/promises';
import { settingsTable } from '#settings';
import { errorsPage } from './errors-page.js';
import { eventsPage } from './events-page.js';

// `npm run docs`: writes the pages of the manual that follow from the code. Tests compare them with it.
const pages: Readonly<Record<string, string>> = {
  'docs/configuration.md': settingsTable(),
  'docs/errors.md': await errorsPage(),
  'docs/events.md': await eventsPage(),
};
for (const [path, page] of Object.entries(pages)) await writeFile(path, page);
console.log(`written: ${Object.keys(pages).join(', ')}`);
