import { readFileSync } from 'node:fs';
import { declared } from './declared.js';
import { settingsTable } from './settings-page.js';
import type { Setting } from './setting.js';

const page = 'docs/configuration.md';

describe('the page of the manual about configuration', () => {
  it('is what the code says (npm run docs writes it again)', () => {
    expect(readFileSync(page, 'utf8')).toBe(settingsTable());
  });

  it.each(Object.entries(declared) as [string, Setting][])(
    'gives %s a default and an example of its form',
    (_, setting) => {
      if (!setting.secret) expect(setting.form.read(setting.example)).toBeDefined();
      if (setting.default !== undefined) expect(setting.form.read(setting.default)).toBeDefined();
    },
  );
});
