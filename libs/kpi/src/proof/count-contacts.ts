import type { KpiQuestion } from '../figures/index.js';
import { after, byTime, text } from './raw-desk.js';
import type { RawDesk } from './raw-desk.js';
import { reasonOf } from './raw-conversations.js';
import { caseOfItem, customersItemsOn, rawCase } from './raw-cases.js';
import type { ItemInPlace, RawCase } from './raw-cases.js';
import { topicOf } from './raw-tickets.js';

const hours: Readonly<Record<KpiQuestion['window'], number>> = {
  '24h': 24,
  '72h': 72,
  '7d': 168,
  '14d': 336,
  '30d': 720,
};

/** “Contact”: customer items that begin an episode. */
export const contactsOn = (desk: RawDesk): readonly ItemInPlace[] =>
  customersItemsOn(desk).filter(({ item, conversation }) => reasonOf(desk, conversation, item) !== undefined);

/** Volume, `contacts`. */
export const contacts = (desk: RawDesk): readonly RawCase[] =>
  contactsOn(desk).map((contact) => rawCase(caseOfItem(contact)));

/** First contact resolution, `no_repeat_in_window`. */
export const noRepeatInWindow = (desk: RawDesk, question: KpiQuestion): readonly RawCase[] =>
  forwards(desk, question).map(({ contact, isRepeated, open }) =>
    rawCase(caseOfItem(contact), { numerator: isRepeated ? 0 : 1, open }),
  );

/** Repeat and reopen, `repeat_rate_forward`: “the complement, with the same open ones”. */
export const repeatRateForward = (desk: RawDesk, question: KpiQuestion): readonly RawCase[] =>
  forwards(desk, question).map(({ contact, isRepeated, open }) =>
    rawCase(caseOfItem(contact), { numerator: isRepeated ? 1 : 0, open }),
  );

/** Whether the person’s next contact comes within the window: “a next contact after `asOf` has not come yet”. */
function forwards(desk: RawDesk, { window, sameTopic, asOf }: KpiQuestion) {
  const repeatable = repeatableOn(desk, sameTopic);
  return repeatable.map((contact) => {
    const { at } = contact.item;
    const end = after(at, hours[window] * 3_600_000);
    const mine = likeOf(repeatable, contact, sameTopic);
    const next = mine[mine.indexOf(contact) + 1]?.item.at;
    const isRepeated = next !== undefined && next <= asOf && next <= end;
    return { contact, isRepeated, open: !isRepeated && end > asOf };
  });
}

/** Repeat and reopen, `repeat_rate_backward`: never open. */
export function repeatRateBackward(desk: RawDesk, { window, sameTopic }: KpiQuestion): readonly RawCase[] {
  const repeatable = repeatableOn(desk, sameTopic);
  return repeatable.map((contact) => {
    const mine = likeOf(repeatable, contact, sameTopic);
    const previous = mine[mine.indexOf(contact) - 1]?.item.at;
    const isRepeat = previous !== undefined && contact.item.at <= after(previous, hours[window] * 3_600_000);
    return rawCase(caseOfItem(contact), { numerator: isRepeat ? 1 : 0 });
  });
}

/** Contacts with a personal handle; with `sameTopic`, those that have a topic. */
const repeatableOn = (desk: RawDesk, sameTopic: boolean): readonly ItemInPlace[] =>
  contactsOn(desk)
    .filter(({ item }) => !['shared', 'none'].includes(text(item.event, 'handleClass')))
    .filter(({ ticket }) => !sameTopic || topicOf(ticket) !== '');

/** “Next and previous contact”: those of the same person, with `sameTopic` of the same topic, in time order. */
const likeOf = (all: readonly ItemInPlace[], one: ItemInPlace, sameTopic: boolean): readonly ItemInPlace[] =>
  all
    .filter(({ conversation }) => conversation.file.personId === one.conversation.file.personId)
    .filter(({ ticket }) => !sameTopic || topicOf(ticket) === topicOf(one.ticket))
    .sort((first, second) => byTime(first.item, second.item));
