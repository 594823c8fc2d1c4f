import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { planDay } from '#apps/cli';
import { demoInboxes } from '../../apps/cli/src/demo/plan/setting.js';
import type { Delivery } from '../faults/deliveries.js';
import type { DeskAddress } from '../faults/desk-process.js';

/** The demo's inboxes under names of their own. Chat windows are left out: their tokens end with the day. */
const inboxes: Readonly<Record<string, object>> = {
  'day-mail': withoutId(demoInboxes.mail),
  'day-whatsapp': withoutId(demoInboxes.whatsapp),
  'day-phone': withoutId(demoInboxes.calls),
};
const nameIn: Readonly<Record<string, string>> = {
  [demoInboxes.mail.id]: 'day-mail',
  [demoInboxes.whatsapp.id]: 'day-whatsapp',
  [demoInboxes.calls.id]: 'day-phone',
};

function withoutId<Inbox extends { readonly id: string }>({ id: _, ...settings }: Inbox): Omit<Inbox, 'id'> {
  return settings;
}

/** What a connector brings of the demo's day, and how many messages and calls the plan counts in it. */
export interface DayAtTheDoor {
  readonly deliveries: readonly Delivery[];
  readonly items: number;
}

/** The demo's day of input, with all that comes twice, late or broken. What is forged is nothing a connector brings. */
export function dayAtTheDoor(seed: number, customers: number): DayAtTheDoor {
  const kept = planDay(seed, customers).moments.flatMap((moment) =>
    moment.kind === 'delivery' && moment.expected === 'kept' && nameIn[moment.road.inbox] !== undefined ? [moment] : [],
  );
  const deliveries = kept.map(({ road, bytes, unreadable }): Delivery => {
    const nativeId = createHash('sha256').update(bytes).digest('hex');
    const contentType = road.by === 'envelope' ? road.contentType : 'application/json';
    return { inbox: nameIn[road.inbox] ?? '', nativeId, contentType, bytes, marks: [], refusals: unreadable };
  });
  return { deliveries, items: new Set(kept.flatMap(({ sayings }) => sayings.map(({ name }) => name))).size };
}

const askAgainAfterMs = 50;

/** Whether what lies in this inbox is of the day. */
export const isOfTheDay = (inbox: unknown): boolean => typeof inbox === 'string' && inbox in inboxes;

/** Connects the day's inboxes; again and again it changes nothing. */
export async function connectTheDay(desk: DeskAddress): Promise<void> {
  for (const [inbox, settings] of Object.entries(inboxes)) {
    const { status, text } = await desk.write('PUT', `/v1/inboxes/${inbox}`, `connect-${inbox}`, settings);
    if (status !== 200) throw new Error(`${status} ${text}`);
  }
}

/** Resolves when this door knows the day's inboxes: what another one connected it hears of a little later. */
export async function untilConnected(desk: DeskAddress): Promise<void> {
  for (let told = ''; !Object.keys(inboxes).every((inbox) => told.includes(`"${inbox}"`)); await pause(askAgainAfterMs))
    told = (await desk.ask('GET', '/v1/inboxes')).text;
}
