import { classifyHandle, handleKinds } from '#domain';
import type { Handle, InboxProfile } from '../item.js';
import { textOf } from '../json-fields.js';
import type { JsonFields } from '../json-fields.js';
import { readHandle } from '../read-handle.js';

/** A customer as a line of history tells of one. */
export interface PastCustomer {
  readonly handles: readonly Handle[];
  /** Empty where nobody says it. */
  readonly name: string;
}

/**
 * `{"kind", "id", "name"?}`: `kind` is a kind of handle; `account` (and `chat`) are ids the system outside gave its
 * customers, and hold for this inbox only. `undefined` where it tells nobody.
 */
export function customerOf(fields: JsonFields, inbox: InboxProfile): PastCustomer | undefined {
  const kind = handleKinds.find((each) => each === fields['kind']);
  const id = textOf(fields['id']).trim();
  if (kind === undefined || id === '') return undefined;
  const isOwn = kind === 'account' || kind === 'chat';
  const value = `${inbox.id}/${id}`;
  const handle = isOwn ? { kind, value, class: classifyHandle(kind, value) } : readHandle(kind, id, inbox.region);
  return handle && { handles: [handle], name: textOf(fields['name']) };
}
