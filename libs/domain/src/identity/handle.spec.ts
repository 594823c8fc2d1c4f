import { asked, fact, givenHandle, happened, minute } from '../../testing/index.js';
import type { ClaimHandle, ReleaseHandle } from './identity.commands.js';
import { HandleAlreadyClaimed } from './identity.refusals.js';

const claim: ClaimHandle = {
  kind: 'ClaimHandle',
  ...asked('k1', minute(0)),
  customerId: 'ann',
  handleKind: 'email',
  handleClass: 'personal',
  normalisation: 'handles@1',
};
const release: ReleaseHandle = { kind: 'ReleaseHandle', ...asked('k1', minute(0)), customerId: 'ann' };
const claimed = happened(minute(0), 'HandleClaimed', { cause: 'k0', normalisation: 'handles@1' });
const released = happened(minute(1), 'HandleReleased', { cause: 'k2' });

describe('A handle', () => {
  it('is claimed for a customer', () => {
    givenHandle()
      .when(claim)
      .then(fact('HandleClaimed', { cause: 'k1', normalisation: 'handles@1' }));
  });
  it('is claimed once for the same customer', () => {
    givenHandle(claimed).when(claim).thenNothing();
  });
  it('speaks for one customer at a time, and says for whom', () => {
    givenHandle(claimed)
      .when({ ...claim, customerId: 'bob' })
      .thenRefused(HandleAlreadyClaimed, { code: 'HANDLE.ALREADY_CLAIMED', customerId: 'ann' });
  });
  it('is released, once', () => {
    givenHandle(claimed)
      .when(release)
      .then(fact('HandleReleased', { cause: 'k1' }));
    givenHandle().when(release).thenNothing();
    givenHandle(claimed, released).when(release).thenNothing();
  });
  it('is not released for a customer it does not speak for', () => {
    givenHandle(claimed)
      .when({ ...release, customerId: 'bob' })
      .thenRefused(HandleAlreadyClaimed, { customerId: 'ann' });
  });
  it('may speak for another customer once it is released', () => {
    givenHandle(claimed, released)
      .when({ ...claim, customerId: 'bob' })
      .then(fact('HandleClaimed', { customerId: 'bob', cause: 'k1', normalisation: 'handles@1' }));
  });
  it('is not claimed again by a claim that is only repeated', () => {
    givenHandle(claimed, released)
      .when({ ...claim, commandId: 'k0' })
      .thenNothing();
  });
});
