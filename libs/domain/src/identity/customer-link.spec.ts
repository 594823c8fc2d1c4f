import { asked, fact, givenLink, happened, minute } from '../../testing/index.js';
import type { MergeCustomers, UnmergeCustomers } from './identity.commands.js';
import { JoinedByOtherLinks, SameCustomer } from './identity.refusals.js';

const merge: MergeCustomers = {
  kind: 'MergeCustomers',
  ...asked('k1', minute(0)),
  customerIds: ['bob', 'ann'],
  because: 'agent',
};
const unmerge: UnmergeCustomers = {
  kind: 'UnmergeCustomers',
  ...asked('k1', minute(0)),
  customerIds: ['bob', 'ann'],
  links: [['ann', 'bob']],
};
const between = { firstCustomerId: 'ann', secondCustomerId: 'bob' } as const;
const merged = happened(minute(0), 'CustomersMerged', { ...between, because: 'agent', cause: 'k0' });

describe('Two files of one person', () => {
  it('are merged, the smaller id first, in whichever order they are named', () => {
    const fresh = fact('CustomersMerged', { ...between, because: 'agent', cause: 'k1' });
    givenLink().when(merge).then(fresh);
    givenLink()
      .when({ ...merge, customerIds: ['ann', 'bob'] })
      .then(fresh);
  });
  it('are merged once', () => {
    givenLink(merged).when(merge).thenNothing();
  });
  it('are two: a file is not merged with itself', () => {
    givenLink()
      .when({ ...merge, customerIds: ['ann', 'ann'] })
      .thenRefused(SameCustomer, { code: 'LINK.SAME_CUSTOMER', customerId: 'ann' });
  });
  it('are unmerged, once', () => {
    const parted = fact('CustomersUnmerged', { ...between, cause: 'k1' });
    givenLink(merged).when(unmerge).then(parted);
    givenLink().when(unmerge).thenNothing();
    givenLink(merged, { ...parted, occurredAt: minute(1) })
      .when({ ...unmerge, commandId: 'k2' })
      .thenNothing();
  });
  it('stay one person while other links join them, which are named', () => {
    const links = [
      ['ann', 'bob'],
      ['ann', 'eve'],
      ['bob', 'eve'],
      ['eve', 'kim'],
    ] as const;
    givenLink(merged)
      .when({ ...unmerge, links })
      .thenRefused(JoinedByOtherLinks, {
        code: 'LINK.JOINED_BY_OTHERS',
        links: [
          ['ann', 'eve'],
          ['bob', 'eve'],
        ],
      });
  });
  it('are not merged again by a merge that is only repeated', () => {
    givenLink(merged, happened(minute(1), 'CustomersUnmerged', { ...between, cause: 'k2' }))
      .when({ ...merge, commandId: 'k0' })
      .thenNothing();
  });
});
