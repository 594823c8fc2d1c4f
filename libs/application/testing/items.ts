import type { CallItem, CallName, Handle, MessageItem, ThreadClues } from '#channels';

export const email = (value: string): Handle => ({ kind: 'email', value, class: 'personal' });
export const phone = (value: string): Handle => ({ kind: 'phone', value, class: 'personal' });
export const chat = (value: string): Handle => ({ kind: 'chat', value, class: 'personal' });

interface Written {
  readonly by: readonly Handle[];
  readonly id: string;
  readonly text?: string;
  readonly at?: string;
  readonly thread?: Partial<ThreadClues>;
  readonly automatic?: MessageItem['automatic'];
}

/** A message as a parser would read it. */
export function message({ by, id, text = 'hello', at, thread = {}, automatic = 'no' }: Written): MessageItem {
  return {
    kind: 'message',
    place: '',
    nativeId: id,
    ...(at === undefined ? {} : { claimedAt: at }), // prettier-ignore
    handles: by,
    senderName: 'Somebody',
    replyTo: by[0]?.value ?? '',
    recipients: [], // prettier-ignore
    body: 'text',
    subject: '',
    text,
    newText: text,
    html: '',
    attachments: [], // prettier-ignore
    thread: { ownId: id, inReplyTo: [], references: [], ...thread },
    automatic,
  };
}

/** An answered call of a minute, as a parser would read it; or a record of one. */
export function call(by: readonly Handle[], id: string, startedAt: string, recordOf?: CallName): CallItem {
  const endedAt = new Date(Date.parse(startedAt) + 60_000).toISOString();
  return {
    kind: 'call',
    place: '',
    nativeId: id,
    claimedAt: startedAt,
    handles: by,
    senderName: '', // prettier-ignore
    direction: 'inbound',
    outcome: 'answered',
    startedAt,
    answeredAt: startedAt,
    endedAt, // prettier-ignore
    waitedSeconds: 0,
    talkedSeconds: 60,
    record: {}, // prettier-ignore
    ...(recordOf && { recordOf }),
  };
}
