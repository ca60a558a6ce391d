import { isIPv4, isIPv6 } from 'net';

/** The length of the prefix of a range of IPv4 addresses. @throws where it is none, or does not begin with the first address of the range */
export function ipv4PrefixLength(place: string, range: string): number {
  const [address = '', prefix = '', ...rest] = range.split('/');
  const length = /^\d{1,2}$/.test(prefix) ? Number(prefix) : NaN;
  if (rest.length > 0 || !isIPv4(address) || !(length <= 32)) { throw new Error(`${place}: must be a range of IPv4 addresses such as "10.244.0.0/16", got "${range}"`); }
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const first = number - number % 2 ** (32 - length);
  if (first !== number) {
    const wanted = [24, 16, 8, 0].map(shift => Math.floor(first / 2 ** shift) % 256).join('.');
    throw new Error(`${place}: "${range}" does not begin with its first address; say "${wanted}/${length}"`);
  }
  return length;
}

/** Ranges of addresses, at most one of each family. */
export interface AddressRanges {
  readonly ipv4?: string;
  readonly ipv6?: string;
}

/** A range of addresses, or one of each family with a comma between them, as `--cluster-cidr` has them. @throws where it is none */
export function addressRanges(place: string, text: string): AddressRanges {
  const ranges = text.split(',');
  const ipv6 = ranges.filter(range => range.includes(':'));
  const ipv4 = ranges.filter(range => !range.includes(':'));
  ipv4.forEach(range => ipv4PrefixLength(place, range));
  ipv6.forEach(range => checkIpv6(place, range));
  if (ipv4.length > 1 || ipv6.length > 1) { throw new Error(`${place}: must have at most one range of each family, such as "10.244.0.0/16,fd00:10:244::/56", got "${text}"`); }
  return { ipv4: ipv4[0], ipv6: ipv6[0] };
}

function checkIpv6(place: string, range: string): void {
  const [address = '', prefix = '', ...rest] = range.split('/');
  const length = /^\d{1,3}$/.test(prefix) ? Number(prefix) : NaN;
  if (rest.length > 0 || !isIPv6(address) || !(length <= 128)) { throw new Error(`${place}: must be a range of IPv6 addresses such as "fd00:10:244::/56", got "${range}"`); }
}
