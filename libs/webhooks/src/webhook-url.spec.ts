import { faultOfUrl, isPrivateAddress } from './index.js';

const refused = { privateAddresses: false };
const allowed = { privateAddresses: true };

describe('where a webhook may lead', () => {
  it.each(['https://crm.example/log?tenant=7', 'https://93.184.215.14/', 'https://[2606:2800:21f:cb07::1]:8443/x'])(
    'is %s',
    (url) => expect(faultOfUrl(url, refused)).toBeUndefined(),
  );

  it.each([
    ['http://crm.example/', 'not https'],
    ['https://127.0.0.1/', 'private'],
    ['https://2130706433/', 'private'],
    ['https://0x7f.1/', 'private'],
    ['https://[::1]/', 'private'],
    ['https://[::ffff:10.0.0.1]/', 'private'],
    ['https://169.254.169.254/latest/meta-data', 'private'],
  ])('is not %s: %s', (url, why) => {
    expect(faultOfUrl(url, refused)).toContain(why);
    expect(faultOfUrl(url, allowed)).toBeUndefined();
  });

  it.each(['ftp://crm.example/', 'crm.example', '', 'https://me:secret@crm.example/', 'https://crm.example/#part'])(
    'is never "%s"',
    (url) => expect(faultOfUrl(url, allowed)).toBeDefined(),
  );
});

describe('a private address', () => {
  it.each(['10.1.2.3', '172.31.255.255', '192.168.0.1', '100.64.0.1', '0.0.0.0', '255.255.255.255', '224.0.0.1'])(
    'is %s',
    (address) => expect(isPrivateAddress(address)).toBe(true),
  );
  it.each(['::', '::1', 'fd00::1', 'fe80::1', 'ff02::1', '::ffff:192.168.0.1', '64:ff9b::a00:1', '2002:a00:1::', ''])(
    'is "%s"',
    (address) => expect(isPrivateAddress(address)).toBe(true),
  );
  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('is not %s', (address) =>
    expect(isPrivateAddress(address)).toBe(false),
  );
});
