import type { DeskClient } from './desk-client.js';

/** What a door key may push to, and what it is for. */
export interface DoorKey {
  readonly label: string;
  readonly inboxes: readonly string[];
}

/**
 * Lets work push to inboxes: the door takes nothing from an admin, so a key of the role `connector` is made for as long
 * as the work lasts, and revoked after it, also after Ctrl-C.
 */
export async function withDoorKey<Result>(
  desk: DeskClient,
  { label, inboxes }: DoorKey,
  work: (door: DeskClient) => Promise<Result>,
): Promise<Result> {
  const body = { role: 'connector', label, inboxes };
  const key = await desk.post<{ readonly id: string; readonly secret: string }>('/v1/keys', body);
  try {
    return await work(desk.as(key.secret));
  } finally {
    await desk.unhurried().delete(`/v1/keys/${key.id}`);
  }
}
