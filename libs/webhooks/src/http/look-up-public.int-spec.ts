import { hostname } from 'node:os';
import { lookUpPublic, PrivateAddress } from './look-up-public.js';

const lookedUp = (name: string, all: boolean) =>
  new Promise((resolve) => {
    lookUpPublic(name, { all }, (fault, found) => resolve(fault ?? found));
  });

describe('looking up where a webhook leads', () => {
  it.each([true, false])('refuses a name that leads to this machine (all addresses: %s)', async (all) => {
    expect(await lookedUp('localhost', all)).toBeInstanceOf(PrivateAddress);
  });

  it('refuses an address that is written out as it refuses a name', async () => {
    expect(await lookedUp('192.168.1.1', false)).toBeInstanceOf(PrivateAddress);
    expect(await lookedUp('93.184.215.14', false)).toBe('93.184.215.14');
    expect(await lookedUp('93.184.215.14', true)).toEqual([{ address: '93.184.215.14', family: 4 }]);
  });

  it('says so when a name leads nowhere', async () => {
    expect(await lookedUp(`${hostname()}.invalid`, true)).toMatchObject({ syscall: 'getaddrinfo' });
  });
});
