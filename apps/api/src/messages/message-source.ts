import type { OpenedMessage } from '#messages';

/** The bytes of an attachment, with the name and type it was sent under. */
export interface AttachmentBytes {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Opens what lies sealed in the log, away from the thread that serves. */
export interface MessageSource {
  /** `undefined` where its text was erased. `base`: the address its attachments stand under. */
  open(position: bigint, base: string): Promise<OpenedMessage | undefined>;
  /** Errors: `AttachmentNotFound`, `AttachmentWithProvider`, `AttachmentErased`. */
  attachment(position: bigint, n: number): Promise<AttachmentBytes>;
}
