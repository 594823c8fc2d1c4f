import { demoInboxes, wallClock } from './setting.js';

/** One call as Asterisk notes it. */
export interface Call {
  /** Unique id of the call, `1772424000.17`. */
  readonly id: string;
  readonly at: number;
  /** The customer's number, as the telephone network shows it. */
  readonly number: string;
  readonly name: string;
  readonly direction: 'inbound' | 'outbound';
  readonly disposition: 'ANSWERED' | 'NO ANSWER' | 'BUSY';
  /** Ended in the mailbox. */
  readonly voicemail: boolean;
  readonly waitedSeconds: number;
  readonly talkedSeconds: number;
}

/** A row of `Master.csv`: 16 columns and the unique id. */
export function callRow(call: Call): string {
  const { id, at, number, name, direction, disposition, voicemail, waitedSeconds, talkedSeconds } = call;
  const isInbound = direction === 'inbound';
  const isAnswered = disposition === 'ANSWERED';
  const [source, destination] = isInbound ? [number, demoInboxes.calls.address] : [demoInboxes.calls.address, number];
  const answeredAt = isAnswered ? wallClock(at + waitedSeconds * 1000) : '';
  const talked = isAnswered ? talkedSeconds : 0;
  const fields = [
    '', source, destination, isInbound ? 'from-trunk' : 'from-internal', `"${name}" <${source}>`,
    `PJSIP/trunk-${id}`, isAnswered && !voicemail ? 'PJSIP/201-00000a' : '', voicemail ? 'VoiceMail' : 'Dial',
    voicemail ? '200@default' : 'PJSIP/201,30', wallClock(at), answeredAt,
    wallClock(at + (waitedSeconds + talked) * 1000), String(waitedSeconds + talked), String(talked), disposition,
    'DOCUMENTATION', id,
  ]; // prettier-ignore
  return fields.map(quoted).join(',');
}

/** Asterisk quotes what is text; a quote inside is doubled. */
const quoted = (field: string): string => (/^\d+$/.test(field) ? field : `"${field.replaceAll('"', '""')}"`);
