import { lanes } from '#domain';
import type { Lane } from '#domain';
import type { TopicRecord } from '#messaging';
import { isNativeId } from '../door/door.js';
import type { Delivery } from '../door/door.js';
import { NativeIdMalformed } from '../door/door.errors.js';
import { InboundLaneUnknown, InboundTooLarge, InboxNotNamed, NotACloudEvent } from './inbound.errors.js';

/** A delivery, and the inbox it is for. */
export interface Addressed {
  readonly inbox: string;
  readonly delivery: Delivery;
}

const required = ['ce_id', 'ce_source', 'ce_type'];

/**
 * Reads a record as a CloudEvent 1.0 in binary form: its id is the native id, the extension attributes `inbox` and `lane` say
 * where it goes, and the value is the envelope, whatever bytes they are.
 *
 * Errors: `NotACloudEvent`, `InboxNotNamed`, `InboundLaneUnknown`, `InboundTooLarge`, `NativeIdMalformed`.
 */
export function readInbound({ headers, value }: TopicRecord, maxBytes: number): Addressed {
  const said = (name: string): string | undefined => textOf(headers[name]);
  const contentType = said('content-type') ?? 'application/octet-stream';
  if (contentType.startsWith('application/cloudevents')) throw new NotACloudEvent('structured form is not read here');
  if (said('ce_specversion') !== '1.0') throw new NotACloudEvent('the header ce_specversion is not 1.0');
  const missing = required.find((name) => !said(name));
  if (missing !== undefined) throw new NotACloudEvent(`the header ${missing} is missing`);
  if (value === null) throw new NotACloudEvent('it has no value');
  if (value.length > maxBytes) throw new InboundTooLarge(maxBytes);
  const [inbox, nativeId = ''] = [said('ce_inbox'), said('ce_id')];
  if (!inbox) throw new InboxNotNamed();
  if (!isNativeId(nativeId)) throw new NativeIdMalformed();
  return { inbox, delivery: { bytes: value, contentType, nativeId, lane: laneOf(said('ce_lane')) } };
}

function laneOf(text = 'live'): Lane {
  const lane = lanes.find((known) => known === text);
  if (!lane) throw new InboundLaneUnknown();
  return lane;
}

const textOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
