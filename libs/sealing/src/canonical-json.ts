import { namesInOrder } from './names-in-order.js';

/** What JSON can hold; fields that are `undefined` count as absent. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue | undefined;
}

/**
 * Canonical JSON by RFC 8785: names sorted by UTF-16 code unit, no white space, numbers as ECMAScript writes them.
 * A lone surrogate, which RFC 8785 does not allow, is written as its `\ud800` escape: every string has just one form.
 *
 * Errors: `RangeError` for a number that is not finite.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return finite(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value === null) return 'null';
  return isList(value) ? list(value) : object(value);
}

const isList = (value: object): value is readonly JsonValue[] => Array.isArray(value);

function finite(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`JSON cannot hold the number ${value}`);
  return JSON.stringify(value);
}

function list(values: readonly JsonValue[]): string {
  let json = '';
  for (const value of values) json += json === '' ? canonicalJson(value) : ',' + canonicalJson(value);
  return '[' + json + ']';
}

function object(fields: JsonObject): string {
  let json = '';
  for (const name of namesInOrder(fields)) {
    const value = fields[name];
    if (value === undefined) continue;
    json += (json === '' ? '' : ',') + JSON.stringify(name) + ':' + canonicalJson(value);
  }
  return '{' + json + '}';
}
