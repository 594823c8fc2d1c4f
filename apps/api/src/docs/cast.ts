/**
 * Who and what the examples are about. The test that performs the examples on a desk puts what that desk has in the
 * place of each: these are the only ids an example may name.
 */
export const cast = {
  customerId: '5f0q7h3k9m2x8b4r6t1z',
  /** Another file of, perhaps, the same person. */
  otherCustomerId: '7c2w9n4d6p8s1v3y5g0j',
  /** `<customerId>.<ordinal>` */
  ticketId: '5f0q7h3k9m2x8b4r6t1z.1',
  conversationId: '5f0q7h3k9m2x8b4r6t1z.c1',
  messageId: '3n8b6v1c9x5z7m2k4j0h',
  keyId: 'key-3f9a1c5e7b2d4f60',
  /** An envelope in quarantine. */
  envelope: 'aW5ib3VuZC4xLjEy',
  inbox: 'help',
  chatInbox: 'site',
  whatsappInbox: 'whatsapp',
} as const;

export type CastName = keyof typeof cast;
