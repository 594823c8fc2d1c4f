import { both, either, not, over } from '../measures/index.js';
import type { MeasuredKinds } from '../measures/index.js';
import { counts, define, last, without } from './definition.js';
import type { Definition, Verdicts } from './definition.js';

const choices = {
  episode: 'inbound call',
  cohort: 'start',
  population: 'without spam; any handle',
  credit: 'the ticket’s agent now',
};
const answered = { ...choices, population: 'answered, without spam; any handle' };

/** How long after a call its ticket may be resolved and the call has solved it, in milliseconds. */
export const wrapUpMs = 15 * 60_000;
const unanswered = ['missed', 'busy', 'failed', 'voicemail'];

type Calls = MeasuredKinds['call'];

/** Only answered calls are counted. */
const ofAnswered = (calls: Calls, verdicts: Verdicts): Verdicts =>
  without(['not-answered', not(calls.cameOut('answered'))], verdicts);

const calls = define({
  id: 'calls',
  meaning: 'How often customers called.',
  kind: 'call',
  form: 'count',
  choices,
  judge: () => counts(true),
});

const solvedInCall = define({
  id: 'solved_in_call',
  meaning: 'Answered calls whose ticket was resolved during the call or within 15 minutes after it.',
  kind: 'call',
  form: 'share',
  choices: answered,
  judge: (calls, { asOf }) =>
    ofAnswered(calls, counts(calls.solved, both(not(calls.solved), over(calls.endedAt, asOf - wrapUpMs)))),
});

const abandonedCalls = define({
  id: 'abandoned_calls',
  meaning: 'Calls whose callers gave up.',
  kind: 'call',
  form: 'share',
  choices,
  judge: (calls) => counts(calls.cameOut('abandoned')),
});

const missedCalls = define({
  id: 'missed_calls',
  meaning: 'Calls that nobody of the desk picked up, and whose callers did not give up.',
  kind: 'call',
  form: 'share',
  choices,
  judge: (calls) => counts(unanswered.map((outcome) => calls.cameOut(outcome)).reduce(either)),
});

const talkTime = define({
  id: 'talk_time',
  meaning: 'How long answered calls were talked.',
  kind: 'call',
  form: 'distribution',
  choices: answered,
  judge: (calls) => ofAnswered(calls, last(calls.talkedMs)),
});

/** KPIs over inbound calls. */
export const callDefinitions: readonly Definition[] = [calls, solvedInCall, abandonedCalls, missedCalls, talkTime];
