/** Two customers who are one person, the smaller id first. */
export type Link = readonly [string, string];

/** The link between two customers, in either order given; its stream is `link-<first>-<second>`. */
export const linkBetween = (one: string, other: string): Link => (one < other ? [one, other] : [other, one]);
