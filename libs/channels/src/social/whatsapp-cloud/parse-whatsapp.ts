import type { Instant } from '#domain';
import type { Item, ParsedEnvelope, Parser, Refusal } from '../../item.js';
import { listOf, objectOf, readJson, textOf } from '../../json-fields.js';
import type { JsonFields } from '../../json-fields.js';
import { callItem } from './call-item.js';
import { messageItem } from './message-item.js';
import { noticeItem } from './notice-item.js';
import { statusItem } from './status-item.js';

type Finding = Item | Refusal;

/**
 * Reads a webhook body of the WhatsApp Cloud API (`entry[].changes[].value`), or the bare `value` that 360dialog
 * passes on. Messages, statuses and ended calls become items; whatever else is said is a notice, kept as sent.
 *
 * Refusals: `WHATSAPP.NOT_JSON` for all of it; `WHATSAPP.MALFORMED`, `WHATSAPP.NO_SENDER` and
 * `WHATSAPP.NO_MESSAGE_ID` for the part at `place` alone.
 */
export const parseWhatsApp: Parser = ({ bytes, receivedAt }): ParsedEnvelope => {
  const items: Item[] = [];
  const refusals: Refusal[] = [];
  for (const finding of findings(bytes, receivedAt)) {
    if ('kind' in finding) items.push(finding);
    else refusals.push(finding);
  }
  return { parser: 'whatsapp-cloud@1', items, refusals };
};

function* findings(bytes: Uint8Array, receivedAt: Instant): Generator<Finding, void> {
  const json = readJson(bytes);
  const body = objectOf(json?.value);
  if (!json) yield { place: '', reason: 'WHATSAPP.NOT_JSON', detail: 'the body is not JSON' };
  else if (!body) yield malformed('', 'an object');
  else if (isBareValue(body)) yield* inValue(body, '', receivedAt);
  else yield* inBody(body, receivedAt);
}

const isBareValue = (body: JsonFields): boolean =>
  body['entry'] === undefined && valueLists.some((name) => body[name] !== undefined);

function* inBody(body: JsonFields, receivedAt: Instant): Generator<Finding, void> {
  for (const [entry, place] of elements(body['entry'], 'entry')) {
    if (entry) yield* inEntry(entry, place, receivedAt);
    else yield malformed(place, place === 'entry' ? 'a list' : 'an object');
  }
}

function* inEntry(entry: JsonFields, entryPlace: string, receivedAt: Instant): Generator<Finding, void> {
  for (const [change, place] of elements(entry['changes'], `${entryPlace}.changes`)) {
    const value = objectOf(change?.['value']);
    if (!change) yield malformed(place, 'an object');
    else if (!value) yield malformed(`${place}.value`, 'an object');
    else yield* inChange(textOf(change['field']), value, `${place}.value`, entry['time'], receivedAt);
  }
}

/** Fields whose messages, statuses and calls are meant for the desk; others (echoes, account news) tell about them. */
const deskFields: ReadonlySet<string> = new Set(['messages', 'calls', '']);

function* inChange(
  field: string,
  value: JsonFields,
  place: string,
  seconds: unknown,
  receivedAt: Instant,
): Generator<Finding, void> {
  const found = deskFields.has(field) ? [...inValue(value, place, receivedAt)] : [];
  yield* found.length > 0 ? found : [noticeItem(field, value, place, seconds)];
}

const valueLists = ['messages', 'statuses', 'calls', 'errors'] as const;

function* inValue(value: JsonFields, valuePlace: string, receivedAt: Instant): Generator<Finding, void> {
  const at = (name: string) => (valuePlace === '' ? name : `${valuePlace}.${name}`);
  for (const name of valueLists) {
    if (value[name] === undefined) continue;
    if (name === 'errors') yield noticeItem('errors', value[name], at(name));
    else
      for (const [element, place] of elements(value[name], at(name))) {
        yield element ? readElement(name, element, value, place, receivedAt) : malformed(place, 'an object');
      }
  }
}

function readElement(
  list: 'messages' | 'statuses' | 'calls',
  element: JsonFields,
  value: JsonFields,
  place: string,
  receivedAt: Instant,
): Finding {
  switch (list) {
    case 'messages':
      return messageItem(element, value, place);
    case 'statuses':
      return statusItem(element, place);
    case 'calls':
      return callItem(element, value, place, receivedAt);
  }
}

/** Elements of a list with their JSON path; one without an element where there is no list, or no object in it. */
function elements(value: unknown, place: string): readonly (readonly [JsonFields | undefined, string])[] {
  const list = listOf(value);
  return list?.map((element, n) => [objectOf(element), `${place}[${n}]`] as const) ?? [[undefined, place]];
}

const malformed = (place: string, wanted: string): Refusal => ({
  place,
  reason: 'WHATSAPP.MALFORMED',
  detail: `this should be ${wanted}`,
});
