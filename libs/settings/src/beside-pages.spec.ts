import { kpiUrlOf, readSettings, scratchUrlOf } from './index.js';

describe('pages beside the desk’s own', () => {
  it('lie beside them in files', () => {
    const settings = readSettings({ DATA_DIR: '/srv/desk', READ_URL: 'sqlite:/fast/pages' });
    expect(kpiUrlOf(settings)).toBe('sqlite:/fast/pages/kpi');
    expect(scratchUrlOf(settings)).toBe('sqlite:/fast/pages-scratch');
  });
  it('lie in files also where the desk’s are in a database', () => {
    const settings = readSettings({ DATA_DIR: '/srv/desk', READ_URL: 'postgres://sijil@database/desk' });
    expect(kpiUrlOf(settings)).toBe('sqlite:/srv/desk/pages/kpi');
    expect(scratchUrlOf(settings)).toBe('sqlite:/srv/desk/pages-scratch');
  });
});
