import { MessagingUnavailable, RecordTooLarge, TopicMissing } from '../messaging.errors.js';

interface KafkaFault {
  readonly name: string;
  readonly message: string;
  /** The broker's own name of what went wrong. */
  readonly type?: string;
  readonly cause?: unknown;
}

/** Whether the client itself threw it; it exports no class that all of its errors are of. */
export const isKafkaFault = (fault: unknown): fault is KafkaFault =>
  fault instanceof Error && fault.name.startsWith('KafkaJS');

/** What brokers said, and what the client made of it, the outermost first. */
function typesOf(fault: unknown): readonly string[] {
  if (!(fault instanceof Error)) return [];
  const { type, cause } = fault as KafkaFault;
  return [...(type === undefined ? [] : [type]), ...typesOf(cause)];
}

/** The port's error of whatever the client throws about a topic; what it did not throw stays as it is. */
export function messagingErrorOf(fault: unknown, topic: string): unknown {
  if (!isKafkaFault(fault)) return fault;
  const types = typesOf(fault);
  if (types.includes('UNKNOWN_TOPIC_OR_PARTITION')) return new TopicMissing(topic);
  if (types.some((type) => tooLarge.has(type))) return new RecordTooLarge(topic);
  return new MessagingUnavailable(fault.message, { cause: fault });
}

const tooLarge: ReadonlySet<string> = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);

const leaderless: ReadonlySet<string> = new Set([
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_FOR_PARTITION',
  'UNKNOWN_TOPIC_OR_PARTITION',
]);

/** Whether brokers say that nobody leads a partition, or do not know yet who does. */
export const isLeaderless = (fault: unknown): boolean => typesOf(fault).some((type) => leaderless.has(type));

/** Does something with the client. Errors: those of the port. */
export async function asked<Answer>(topic: string, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (fault) {
    throw messagingErrorOf(fault, topic);
  }
}
