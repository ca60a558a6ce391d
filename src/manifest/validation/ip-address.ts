import { isIPv4, isIPv6 } from 'net';

/** What is wrong with an IP address; since 1.36 Kubernetes takes neither leading zeros nor IPv4 in the clothes of IPv6. */
export function ipAddressProblem(text: string, minor: number): string | undefined {
  const strict = minor >= 36;
  const plain = strict ? text : text.replace(/(^|[:.])0+(?=\d+(\.|$))/g, '$1');
  if (isIPv4(plain)) { return undefined; }
  if (!isIPv6(plain) || plain.includes('%')) { return 'must be an IP address such as 10.9.8.7 or 2001:db8::1'; }
  return strict && isMappedIPv4(plain) ? 'must not be an IPv4 address in IPv6 form' : undefined;
}

/** ::ffff:0:0/96, however it is spelled. */
function isMappedIPv4(address: string): boolean {
  const hex = address.replace(/\d+\.\d+\.\d+\.\d+$/, '0:0');
  const [head = '', tail] = hex.split('::');
  const [before, after] = [head, tail ?? ''].map(part => part.split(':').filter(Boolean));
  const groups = tail === undefined ? before! : [...before!, ...Array<string>(8 - before!.length - after!.length).fill('0'), ...after!];
  return groups.slice(0, 5).every(group => Number.parseInt(group, 16) === 0) && Number.parseInt(groups[5] ?? '', 16) === 0xffff;
}
