import type { MeasuredKinds } from '../measures/index.js';
import { counts, define, notCounted } from './definition.js';
import type { Choice, Definition, Verdict } from './definition.js';

type Contact = MeasuredKinds['contact'];

const choices = {
  episode: 'contact',
  cohort: 'start',
  population: 'without spam; any handle',
  credit: 'the ticket’s agent now',
};
const repeating = {
  ...choices,
  population: 'without spam and shared handles; with sameTopic, only contacts with a topic',
};

const contacts = define({
  id: 'contacts',
  meaning: 'How often customers came with something.',
  kind: 'contact',
  form: 'count',
  choices,
  judge: () => counts(1),
});

const noRepeatInWindow = define({
  id: 'no_repeat_in_window',
  meaning: 'Resolved at first contact: the same person does not come again within the window.',
  kind: 'contact',
  form: 'share',
  windowed: true,
  choices: repeating,
  judge: (fact, choice) => judgeNext(fact, choice, false),
});

const repeatRateForward = define({
  id: 'repeat_rate_forward',
  meaning: 'Contacts after which the same person comes again within the window.',
  kind: 'contact',
  form: 'share',
  windowed: true,
  choices: repeating,
  judge: (fact, choice) => judgeNext(fact, choice, true),
});

const repeatRateBackward = define({
  id: 'repeat_rate_backward',
  meaning: 'Contacts that come within the window after the person’s contact before.',
  kind: 'contact',
  form: 'share',
  windowed: true,
  choices: repeating,
  judge: (fact, { windowMs, sameTopic }) => {
    const unfit = unfitForRepeats(fact, sameTopic);
    if (unfit !== undefined) return unfit;
    const previous = sameTopic ? fact.previousOfTopic : fact.previous;
    return counts(previous <= windowMs);
  },
});

/** Whether it is repeated or not adds to the share. The next contact counts once it has come; until the window is over, none is an open answer. */
function judgeNext(fact: Contact, choice: Choice, counted: boolean): Verdict {
  const { windowMs, sameTopic, asOf } = choice;
  const unfit = unfitForRepeats(fact, sameTopic);
  if (unfit !== undefined) return unfit;
  const next = sameTopic ? fact.nextOfTopic : fact.next;
  const { at } = fact;
  const repeated = next <= windowMs && at + next <= asOf;
  return counts(repeated === counted, !repeated && at + windowMs > asOf);
}

function unfitForRepeats(fact: Contact, sameTopic: boolean): Verdict | undefined {
  if (fact.isOfSharedHandle) return notCounted('shared-handle');
  return sameTopic && !fact.hasTopic ? notCounted('no-topic') : undefined;
}

/** KPIs over contacts and their repeats. */
export const contactDefinitions: readonly Definition[] = [
  contacts,
  noRepeatInWindow,
  repeatRateForward,
  repeatRateBackward,
];
