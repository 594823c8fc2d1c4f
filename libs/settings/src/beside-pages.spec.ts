import { kpiUrlOf, readSettings, scratchUrlOf } from './index.js';

describe('pages beside the desk’s own', () => {
  it('lie beside them in files', () => {
    const settings = readSettings({ DATA_DIR: '/srv/desk', READ_URL: 'sqlite:/fast/pages' });
    expect(kpiUrlOf(settings)).toBe('sqlite:/fast/pages/kpi');
    expect(scratchUrlOf(settings)).toBe('sqlite:/fast/pages-scratch');
  });
  it('stand on shelves of their own in the database of the desk’s', () => {
    const settings = readSettings({ READ_URL: 'postgres://sijil@database/desk?schema=north' });
    expect(kpiUrlOf(settings)).toBe('postgres://sijil@database/desk?schema=north&shelf=kpis');
    expect(scratchUrlOf(settings)).toBe('postgres://sijil@database/desk?schema=north&shelf=scratch');
  });
});
