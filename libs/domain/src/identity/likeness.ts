/**
 * In what two files are alike, what says most first: one telephone number by two channels, one mailbox under two
 * addresses, one name, a name that is the other's address, two addresses that are alike before the `@`. They stand in
 * facts and pages: add a word, change none.
 */
export const likenesses = ['same-number', 'same-mailbox', 'same-name', 'name-in-address', 'alike-address'] as const;
export type Likeness = (typeof likenesses)[number];
