/**
 * Places where a crash would hurt most, in the order an envelope passes them.
 *
 *     door.blob-kept           the blob is durable, the row that names it is not written
 *     group.before-commit      a group of writes stands in its transaction, the commit is next (every writer thread)
 *     route.before, .after     around the commit that says where items go
 *     keys.leased              a block of sealing keys is durable, none was used
 *     handles.claimed          handles speak for customers whose files hold nothing yet
 *     files.before, .after     around the append to customers' files
 *     index.folded             the look-up index was brought up to date
 *     lane.checkpointed        a lane's checkpoint moved while nothing waited
 *     once.noted               what the log knows nothing of is noted under its command, nothing was done
 *     once.done                it is done, its answer is not kept
 *     agents.recorded          what became of an agent or a team is in the log, their register does not know
 *     outbox.begun             a try to send is marked as begun, nothing was sent
 *     outbox.sent              the provider took a reply, no fact says so
 *     outbox.recorded          the fact is in the log, the outbox does not know
 *     webhook.answered         a webhook took a delivery or refused it, its cursor does not know
 *     erasure.entered          the register names a customer, nothing was done
 *     erasure.said             a file says it is erased, its handles still lead to it
 *     erasure.released         nothing leads to it any more, all of it can be read
 *     erasure.keys-destroyed   its keys are gone, blobs and raw envelopes are there
 *     erasure.blobs-removed    blobs are gone, raw envelopes are there
 *     erasure.envelopes-erased nothing is left but in the pages' file
 *     pages.before, .after     around the commit of pages and their mark
 */
export const failpointNames = [
  'door.blob-kept',
  'group.before-commit',
  'route.before',
  'route.after',
  'keys.leased',
  'handles.claimed',
  'files.before',
  'files.after',
  'index.folded',
  'lane.checkpointed',
  'once.noted',
  'once.done',
  'agents.recorded',
  'outbox.begun',
  'outbox.sent',
  'outbox.recorded',
  'webhook.answered',
  'erasure.entered',
  'erasure.said',
  'erasure.released',
  'erasure.keys-destroyed',
  'erasure.blobs-removed',
  'erasure.envelopes-erased',
  'pages.before',
  'pages.after',
] as const;

export type FailpointName = (typeof failpointNames)[number];
