import { BlobStoreFull, BlobStoreUnavailable } from '../blobs.errors.js';
import { heeding } from './file-faults.js';

const failingWith = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

describe('what the file system says', () => {
  it.each(['ENOSPC', 'EDQUOT'])('means that no space is left when it is %s', async (code) => {
    await expect(heeding(failingWith(code))).rejects.toThrow(BlobStoreFull);
  });

  it.each(['EACCES', 'EIO', 'EROFS', 'EMFILE'])(
    'means that the store cannot be reached when it is %s',
    async (code) => {
      const fault = await heeding(failingWith(code)).catch((thrown: unknown) => thrown);
      expect(fault).toBeInstanceOf(BlobStoreUnavailable);
      expect(fault).toHaveProperty('cause.code', code);
    },
  );
});
