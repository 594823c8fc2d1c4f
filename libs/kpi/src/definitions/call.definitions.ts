import { counts, define, lasts, notCounted } from './definition.js';
import type { Definition } from './definition.js';

const choices = {
  episode: 'inbound call',
  cohort: 'start',
  population: 'without spam; any handle',
  credit: 'the ticket’s agent now',
};
const answered = { ...choices, population: 'answered, without spam; any handle' };

/** How long after a call its ticket may be resolved and the call has solved it, in milliseconds. */
export const wrapUpMs = 15 * 60_000;
const unanswered: ReadonlySet<string> = new Set(['missed', 'busy', 'failed', 'voicemail']);

const calls = define({
  id: 'calls',
  meaning: 'How often customers called.',
  kind: 'call',
  form: 'count',
  choices,
  judge: () => counts(1),
});

const solvedInCall = define({
  id: 'solved_in_call',
  meaning: 'Answered calls whose ticket was resolved during the call or within 15 minutes after it.',
  kind: 'call',
  form: 'share',
  choices: answered,
  judge: ({ outcome, solved, endedAt }, { asOf }) =>
    outcome === 'answered' ? counts(solved, !solved && endedAt + wrapUpMs > asOf) : notCounted('not-answered'),
});

const abandonedCalls = define({
  id: 'abandoned_calls',
  meaning: 'Calls whose callers gave up.',
  kind: 'call',
  form: 'share',
  choices,
  judge: ({ outcome }) => counts(outcome === 'abandoned'),
});

const missedCalls = define({
  id: 'missed_calls',
  meaning: 'Calls that nobody of the desk picked up, and whose callers did not give up.',
  kind: 'call',
  form: 'share',
  choices,
  judge: ({ outcome }) => counts(unanswered.has(outcome)),
});

const talkTime = define({
  id: 'talk_time',
  meaning: 'How long answered calls were talked.',
  kind: 'call',
  form: 'distribution',
  choices: answered,
  judge: ({ outcome, talkedMs }) => (outcome === 'answered' ? lasts(talkedMs) : notCounted('not-answered')),
});

/** KPIs over inbound calls. */
export const callDefinitions: readonly Definition[] = [calls, solvedInCall, abandonedCalls, missedCalls, talkTime];
