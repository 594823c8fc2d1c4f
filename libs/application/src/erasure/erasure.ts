/** What an erasure took away; a repeat finds less, for it is gone. */
export interface ErasureCounts {
  /** Sealed parts whose keys were destroyed. */
  readonly parts: number;
  /** Raw envelopes whose content was overwritten. */
  readonly envelopes: number;
  /** Blobs that were removed. */
  readonly blobs: number;
  /** Addresses and numbers that speak for nobody any more. */
  readonly handles: number;
  /** Where the log stood when nothing of them could be read any more, in digits. */
  readonly position: string;
}
