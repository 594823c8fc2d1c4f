import type { OutgoingRecord, TopicRecord } from '#messaging';

/** Why a record is no envelope. */
export interface Refusal {
  readonly record: TopicRecord;
  /** A stable code. */
  readonly code: string;
  /** For people. */
  readonly words: string;
}

/** The record as it came, with the reason and where it lay in headers beside its own. */
export function deadLetter(
  { record, code, words }: Refusal,
  from: { readonly topic: string; readonly partition: number },
  partitions: number,
): OutgoingRecord {
  const { key, value, headers, offset } = record;
  const found = { 'from-topic': from.topic, 'from-partition': String(from.partition), 'from-offset': String(offset) };
  return {
    ...{ partition: from.partition % partitions, key, value },
    headers: { ...headers, reason: code, 'reason-text': words, ...found },
  };
}
