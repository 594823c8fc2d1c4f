import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Ranges that lead to this machine, to networks of one's own, or nowhere (IANA special-purpose registries). */
const ranges = {
  ipv4: [
    ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
    ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24'],
    ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ],
  // Translated and tunnelled addresses (64:ff9b::, 2001::, 2002::) carry an IPv4 address, which may be any.
  ipv6: [
    ...['::/128', '::1/128', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/32', '2001:db8::/32', '2002::/16'],
    ...['fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
  ],
} as const;

const refused = new BlockList();
for (const family of ['ipv4', 'ipv6'] as const) {
  for (const range of ranges[family]) {
    const [network = '', prefix] = range.split('/');
    refused.addSubnet(network, Number(prefix), family);
  }
}

/** Whether an IP address is not one of the public internet; so is what is no address at all. */
export function isPrivateAddress(address: string): boolean {
  if (isIPv4(address)) return refused.check(address, 'ipv4');
  return !isIPv6(address) || refused.check(address, 'ipv6');
}
