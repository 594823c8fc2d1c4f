import type { Instant } from '#domain';
import type { ContactFact } from '../facts/index.js';
import { counts, define, msBetween, notCounted, plus } from './definition.js';
import type { Choice, Definition, Verdict } from './definition.js';

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
  judge: (fact, choice) => judgeNext(fact, choice, (repeated) => !repeated),
});

const repeatRateForward = define({
  id: 'repeat_rate_forward',
  meaning: 'Contacts after which the same person comes again within the window.',
  kind: 'contact',
  form: 'share',
  windowed: true,
  choices: repeating,
  judge: (fact, choice) => judgeNext(fact, choice, (repeated) => repeated),
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
    return counts(previous !== null && msBetween(previous, fact.at) <= windowMs);
  },
});

/** The next contact counts once it has come; until the window is over, none is an open answer. */
function judgeNext(fact: ContactFact, choice: Choice, hit: (repeated: boolean) => boolean): Verdict {
  const { windowMs, sameTopic, asOf } = choice;
  const unfit = unfitForRepeats(fact, sameTopic);
  if (unfit !== undefined) return unfit;
  const repeated = cameWithin(sameTopic ? fact.nextOfTopic : fact.next, fact.at, choice);
  return counts(hit(repeated), !repeated && plus(fact.at, windowMs) > asOf);
}

const cameWithin = (next: Instant | null, start: Instant, { windowMs, asOf }: Choice): boolean =>
  next !== null && next <= asOf && msBetween(start, next) <= windowMs;

function unfitForRepeats({ exclusion, topic }: ContactFact, sameTopic: boolean): Verdict | undefined {
  if (exclusion === 'shared-handle') return notCounted('shared-handle');
  return sameTopic && topic === '' ? notCounted('no-topic') : undefined;
}

/** KPIs over contacts and their repeats. */
export const contactDefinitions: readonly Definition[] = [
  contacts,
  noRepeatInWindow,
  repeatRateForward,
  repeatRateBackward,
];
