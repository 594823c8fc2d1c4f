import { asked, givenTeam, happened, minute } from '../../testing/index.js';
import { TeamAlreadyCreated, TeamNotFound } from '../index.js';

const billing = { ...asked('c9', minute(9), 'admin'), teamId: 'billing' };
const created = happened(minute(0), 'TeamCreated', { nameKey: 'Billing', cause: 'c1' });
const deactivated = happened(minute(2), 'TeamDeactivated', { cause: 'c2' });

describe('a team', () => {
  it('is created once, and keeps its id', () => {
    const create = { ...billing, kind: 'CreateTeam', nameKey: 'Billing' } as const;
    givenTeam()
      .when(create)
      .then({ type: 'TeamCreated', clear: { nameKey: 'Billing', cause: 'c9' } });
    givenTeam(created).when(create).thenNothing();
    givenTeam(created)
      .when({ ...create, nameKey: 'Sales' })
      .thenRefused(TeamAlreadyCreated, { code: 'TEAM.ALREADY_CREATED', teamId: 'billing' });
  });

  it('can be renamed', () => {
    const rename = { ...billing, kind: 'RenameTeam', nameKey: 'Invoices' } as const;
    givenTeam(created)
      .when(rename)
      .then({ type: 'TeamRenamed', clear: { nameKey: 'Invoices', cause: 'c9' } });
    givenTeam(created)
      .when({ ...rename, nameKey: 'Billing' })
      .thenNothing();
  });

  it('is deactivated and comes back, each once', () => {
    const [stop, back] = [
      { ...billing, kind: 'DeactivateTeam' },
      { ...billing, kind: 'ReactivateTeam' },
    ] as const;
    givenTeam(created)
      .when(stop)
      .then({ type: 'TeamDeactivated', clear: { cause: 'c9' } });
    givenTeam(created, deactivated).when(stop).thenNothing();
    givenTeam(created, deactivated)
      .when(back)
      .then({ type: 'TeamReactivated', clear: { cause: 'c9' } });
    givenTeam(created).when(back).thenNothing();
  });

  it('must have been created', () => {
    givenTeam()
      .when({ ...billing, kind: 'DeactivateTeam' })
      .thenRefused(TeamNotFound, { code: 'TEAM.NOT_FOUND', teamId: 'billing' });
  });
});
