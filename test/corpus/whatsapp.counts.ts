/** A webhook body of the Cloud API, as far as counting goes. */
export interface CloudBody {
  readonly entry: readonly {
    readonly changes: readonly { readonly field: string; readonly value: Readonly<Record<string, unknown>> }[];
  }[];
}

/** What a body says that belongs to a customer: messages, statuses of ours, calls that ended. */
export interface CloudCounts {
  readonly messages: number;
  readonly statuses: number;
  readonly calls: number;
}

/** Counts over the JSON alone, sharing nothing with the product. */
export function countBody({ entry }: CloudBody): CloudCounts {
  const changes = entry.flatMap((one) => one.changes);
  const listed = (field: string, name: string): readonly unknown[] =>
    changes.filter((change) => change.field === field).flatMap(({ value }) => (value[name] ?? []) as unknown[]);
  const hasEnded = (call: unknown): boolean => (call as { readonly event?: string }).event === 'terminate';
  return {
    messages: listed('messages', 'messages').length,
    statuses: listed('messages', 'statuses').length,
    calls: listed('calls', 'calls').filter(hasEnded).length,
  };
}
