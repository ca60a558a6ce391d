import { isIPv4 } from 'net';

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
