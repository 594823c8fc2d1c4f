import { asked, fact, givenLink, happened, minute } from '../../testing/index.js';
import type { DismissSuggestion, MergeCustomers, UnmergeCustomers } from './identity.commands.js';
import { JoinedByOtherLinks, OnePersonAlready, SameCustomer } from './identity.refusals.js';

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

const dismiss: DismissSuggestion = {
  kind: 'DismissSuggestion',
  ...asked('k1', minute(0)),
  customerIds: ['bob', 'ann'],
  likenesses: ['same-name'],
  links: [],
};
const dismissed = (cause: string, ...likenesses: string[]) =>
  fact('SuggestionDismissed', { ...between, likenesses, cause });
const put = (at: number, told: ReturnType<typeof dismissed>) => ({ ...told, occurredAt: minute(at) });

describe('Two files that are alike', () => {
  it('are said not to be of one person, in whichever order they are named', () => {
    givenLink().when(dismiss).then(dismissed('k1', 'same-name'));
    givenLink()
      .when({ ...dismiss, customerIds: ['ann', 'bob'] })
      .then(dismissed('k1', 'same-name'));
  });
  it('are said so once of what they are alike in, and again of what is found later', () => {
    const given = givenLink(put(0, dismissed('k0', 'same-name')));
    given.when(dismiss).thenNothing();
    given
      .when({ ...dismiss, likenesses: ['same-number', 'same-name'] })
      .then(dismissed('k1', 'same-name', 'same-number'));
    given.when({ ...dismiss, likenesses: ['same-number'] }).then(dismissed('k1', 'same-name', 'same-number'));
  });
  it('may be merged all the same, which lifts it', () => {
    const told = put(0, dismissed('k0', 'same-name'));
    givenLink(told)
      .when(merge)
      .then(fact('CustomersMerged', { ...between, because: 'agent', cause: 'k1' }));
    const parted = happened(minute(2), 'CustomersUnmerged', { ...between, cause: 'k3' });
    givenLink(told, happened(minute(1), 'CustomersMerged', { ...between, because: 'agent', cause: 'k2' }), parted)
      .when(dismiss)
      .then(dismissed('k1', 'same-name'));
  });
  it('are not kept apart once they are one person, by whichever links, which are named', () => {
    givenLink(merged)
      .when(dismiss)
      .thenRefused(OnePersonAlready, { code: 'LINK.ONE_PERSON', links: [['ann', 'bob']] });
    const links = [
      ['ann', 'eve'],
      ['bob', 'eve'],
    ] as const;
    givenLink()
      .when({ ...dismiss, links })
      .thenRefused(OnePersonAlready, { links });
  });
  it('are two files: of one and the same nothing is suggested', () => {
    givenLink()
      .when({ ...dismiss, customerIds: ['ann', 'ann'] })
      .thenRefused(SameCustomer, {});
  });
  it('are not said so again by a command that is only repeated', () => {
    givenLink(
      put(0, dismissed('k0', 'same-name')),
      { ...merged, occurredAt: minute(1) },
      {
        ...fact('CustomersUnmerged', { ...between, cause: 'k2' }),
        occurredAt: minute(2),
      },
    )
      .when({ ...dismiss, commandId: 'k0' })
      .thenNothing();
  });
});
