import type { DayPlan } from './plan-day.js';
import type { Delivery, Saying } from './moments.js';

/** What a day holds, counted from its plan alone: the figures any honest desk must come to. */
export interface DayCount {
  /** Connected by the addresses and numbers they used. */
  readonly people: number;
  /** Messages from customers after everything that came twice is counted once, by channel. */
  readonly messages: Readonly<Record<'email' | 'chat' | 'social', number>>;
  /** Of these, written by machines. */
  readonly automatic: number;
  readonly calls: number;
  readonly outboundCalls: number;
  /** Parts no parser can read. */
  readonly quarantined: number;
  /** Deliveries the doors must turn away. */
  readonly turnedAway: number;
  /** Deliveries of bytes that were there before. */
  readonly repeated: number;
}

/** Counts a plan. Shares no code with the desk. */
export function countDay({ moments }: DayPlan): DayCount {
  const deliveries = moments.filter((moment) => moment.kind === 'delivery');
  const kept = deliveries.filter(({ expected }) => expected === 'kept');
  const envelopes = new Map(kept.map((delivery) => [envelopeOf(delivery), delivery]));
  const sayings = [...new Map(kept.flatMap(({ sayings }) => sayings).map((saying) => [saying.name, saying])).values()];
  const messages = sayings.filter(({ what }) => what === 'message');
  const on = (channel: Saying['channel']) => messages.filter((saying) => saying.channel === channel).length;
  return {
    people: groups(sayings.map(({ handles }) => handles)),
    messages: { email: on('email'), chat: on('chat'), social: on('social') },
    automatic: messages.filter(({ automatic }) => automatic).length,
    calls: sayings.filter(({ what }) => what === 'call').length,
    outboundCalls: sayings.filter(({ what }) => what === 'outbound-call').length,
    quarantined: [...envelopes.values()].reduce((sum, { unreadable }) => sum + unreadable, 0),
    turnedAway: deliveries.length - kept.length,
    repeated: kept.length - envelopes.size,
  };
}

const envelopeOf = ({ road, bytes }: Delivery): string =>
  `${road.inbox} ${'token' in road ? road.token : ''} ${bytes.toString('base64')}`;

/** How many groups there are, when things named together are in one group. */
function groups(lists: readonly (readonly string[])[]): number {
  const leaders = new Map<string, string>();
  const leaderOf = (name: string): string => {
    const above = leaders.get(name) ?? name;
    return above === name ? name : leaderOf(above);
  };
  for (const list of lists) {
    for (const name of list) if (!leaders.has(name)) leaders.set(name, name);
    const [first, ...others] = list;
    for (const other of others) if (first !== undefined) leaders.set(leaderOf(other), leaderOf(first));
  }
  return [...leaders].filter(([name, leader]) => name === leader).length;
}
