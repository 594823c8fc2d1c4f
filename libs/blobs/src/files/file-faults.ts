import { BlobStoreFull, BlobStoreUnavailable } from '../blobs.errors.js';

const fullDiskCodes = new Set(['ENOSPC', 'EDQUOT']);

/** Runs `work`; what the file system says against it becomes `BlobStoreFull` or `BlobStoreUnavailable`. */
export async function heeding<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    if (code !== undefined && fullDiskCodes.has(code)) throw new BlobStoreFull('no space is left', { cause: fault });
    throw new BlobStoreUnavailable('the blob store cannot be reached', { cause: fault });
  }
}
