import type { InboxCommand, InboxState } from '#domain';
import { decideInbox } from '#domain';
import type { Step, Work } from '../../recording/recorder.js';
import { inboxStream } from '../../streams.js';
import type { IntakeKeys } from '../keys.js';
import type { Arrival, Refused } from '../reading/arrival.js';
import type { Routed } from '../routing/routing.js';
import { intakeActor, occasionOf, occasionOfRefusal } from './occasion.js';

/** What belongs to an inbox and no customer: notices, statuses of messages we never wrote, and what could not be read. */
export function inboxWorks(notices: readonly Routed[], refused: readonly Refused[]): readonly Work<InboxState>[] {
  const steps = [
    ...notices.map((routed) => ({ stream: routed.stream, step: noticeStep(routed) })),
    ...refused.map((refusal) => ({ stream: streamOf(refusal.arrival), step: refusalStep(refusal) })),
  ];
  const byStream = Map.groupBy(steps, ({ stream }) => stream);
  return [...byStream].map(([stream, of]) => ({ stream, owner: stream, steps: of.map(({ step }) => step) }));
}

const streamOf = ({ envelope }: Arrival): string => inboxStream(envelope.inbox);

/** Where in which envelope something stood. */
const placeOf = ({ envelope, parsed }: Arrival, place: string) => ({
  envelope: String(envelope.position),
  item: place,
  parser: parsed.parser,
  lane: envelope.lane,
});

function noticeStep({ incoming }: Routed): Step<InboxState> {
  const { item, key, arrival, plain } = incoming;
  const notice = item.kind === 'notice' ? item.notice : `${item.kind}-of-nobody`;
  const command: InboxCommand = {
    kind: 'ReceiveNotice',
    commandId: key,
    at: arrival.envelope.receivedAt,
    actor: intakeActor,
    notice: { ...placeOf(arrival, item.place), noticeId: key, notice, ...statusOf(incoming) },
  };
  const whole = item.kind === 'notice' ? plain : [{ name: 'content', plaintext: JSON.stringify(item) }];
  return { occasion: occasionOf(incoming), decide: (state) => decideInbox(state, command), plain: whole };
}

/** What a status of a message unknown as yet says in the clear: it waits until the message is known. */
function statusOf({ item, leads: [lead] }: Routed['incoming']) {
  if (item.kind !== 'status' || lead === undefined) return {};
  return { nativeKey: lead.key, status: item.status, ...(item.reason !== '' && { reason: item.reason }) };
}

function refusalStep(refused: Refused): Step<InboxState> {
  const { key, refusal, arrival } = refused;
  const command: InboxCommand = {
    kind: 'QuarantineEnvelope',
    commandId: key,
    at: arrival.envelope.receivedAt,
    actor: intakeActor,
    refusal: { ...placeOf(arrival, refusal.place), reason: refusal.reason },
  };
  const plain = [{ name: 'detail', plaintext: refusal.detail }];
  return { occasion: occasionOfRefusal(refused), decide: (state) => decideInbox(state, command), plain };
}

/** These places leave the quarantine: they could be read now. */
export function releaseWork(arrival: Arrival, places: readonly string[], keys: IntakeKeys): Work<InboxState> {
  const stream = streamOf(arrival);
  return { stream, owner: stream, steps: places.map((place) => releaseStep(arrival, place, keys)) };
}

function releaseStep(arrival: Arrival, place: string, keys: IntakeKeys): Step<InboxState> {
  const key = keys.release(arrival.envelope.position, place, arrival.parsed.parser);
  const command: InboxCommand = {
    kind: 'ReleaseEnvelope',
    commandId: key,
    at: arrival.envelope.receivedAt,
    actor: intakeActor,
    release: placeOf(arrival, place),
  };
  const occasion = occasionOfRefusal({ key, arrival });
  return { occasion, decide: (state) => decideInbox(state, command), plain: [] };
}
