/** No space is left for the bytes; nothing was kept. Try again when there is. */
export class BlobStoreFull extends Error {
  readonly code = 'BLOBS.FULL';
}

/** The blob store cannot be reached or is closing; nothing was kept for certain. Try again. */
export class BlobStoreUnavailable extends Error {
  readonly code = 'BLOBS.UNAVAILABLE';
}

/** Bytes that do not have the SHA-256 they are named by: refused when put, or spoilt while they lay there. */
export class BlobDamaged extends Error {
  readonly code = 'BLOBS.DAMAGED';
  constructor(readonly sha256: string) {
    super(`the bytes named ${sha256} have another SHA-256`);
  }
}

/** No driver for blobs goes by this URL. */
export class BlobStoreUrlUnknown extends Error {
  readonly code = 'BLOBS.URL_UNKNOWN';
  constructor(readonly url: string) {
    super(`a blob store opens by file:<folder> or memory:, not by "${url}"`);
  }
}
