import { atMost, both, not, over } from '../measures/index.js';
import type { MeasuredKinds, Truth } from '../measures/index.js';
import { counts, define, without } from './definition.js';
import type { Choice, Definition, Verdicts } from './definition.js';

type Contacts = MeasuredKinds['contact'];

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
  judge: () => counts(true),
});

const noRepeatInWindow = define({
  id: 'no_repeat_in_window',
  meaning: 'Resolved at first contact: the same person does not come again within the window.',
  kind: 'contact',
  form: 'share',
  windowed: true,
  choices: repeating,
  judge: (contacts, choice) => ofRepeating(contacts, choice, settledNext(contacts, choice, not)),
});

const repeatRateForward = define({
  id: 'repeat_rate_forward',
  meaning: 'Contacts after which the same person comes again within the window.',
  kind: 'contact',
  form: 'share',
  windowed: true,
  choices: repeating,
  judge: (contacts, choice) => ofRepeating(contacts, choice, settledNext(contacts, choice, same)),
});

const repeatRateBackward = define({
  id: 'repeat_rate_backward',
  meaning: 'Contacts that come within the window after the person’s contact before.',
  kind: 'contact',
  form: 'share',
  windowed: true,
  choices: repeating,
  judge: (contacts, choice) => {
    const previous = choice.sameTopic ? contacts.previousOfTopic : contacts.previous;
    return ofRepeating(contacts, choice, counts(previous.within(choice.windowMs)));
  },
});

const same = (repeated: Truth): Truth => repeated;

/**
 * What of being repeated adds to the share. The next contact counts once it has come; until the window is over, none is
 * an open answer. Where all windows are over, whatever came within them has come.
 */
function settledNext(contacts: Contacts, choice: Choice, adds: (repeated: Truth) => Truth): Verdicts {
  const { windowMs, sameTopic, asOf } = choice;
  const next = sameTopic ? contacts.nextOfTopic : contacts.next;
  const within = next.within(windowMs);
  if (contacts.atOf(contacts.count - 1) + windowMs <= asOf) return counts(adds(within));
  const { at } = contacts;
  const repeated = both(within, atMost(next.after(at), asOf));
  return counts(adds(repeated), both(not(repeated), over(at, asOf - windowMs)));
}

/** Repeats are told of contacts by personal handles; where the topic must be the same, of those that have one. */
function ofRepeating(contacts: Contacts, { sameTopic }: Choice, verdicts: Verdicts): Verdicts {
  const fit = sameTopic ? without(['no-topic', not(contacts.hasTopic)], verdicts) : verdicts;
  return without(['shared-handle', contacts.isOfSharedHandle], fit);
}

/** KPIs over contacts and their repeats. */
export const contactDefinitions: readonly Definition[] = [
  contacts,
  noRepeatInWindow,
  repeatRateForward,
  repeatRateBackward,
];
