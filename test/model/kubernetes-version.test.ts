import { NEWEST_MINOR, OLDEST_MINOR, tryMinor, VERSION_RULE } from '../../src/model/kubernetes-version';

test.each([
  ['1.27', 27], ['1.37', 37], ['1.30', 30], ['v1.34', 34], ['1.34.2', 34], ['v1.34.2', 34], ['1.34.2-gke.100', 34], ['v1.34.1-eks-113cf36', 34], ['1.34.1+k3s1', 34], ['1.34+', 34],
])('%s is the minor version %d', (version, minor) => {
  expect(tryMinor(version)).toBe(minor);
});

test.each(['1.26', '1.38', '1.3', '1.037', '2.30', '34', '1', '1.', '1.34.', '1.34.x', 'v', '', ' 1.34', 'latest', '1.34\n', '1.9999'])('"%s" is no version in the known range', version => {
  expect(tryMinor(version)).toBeUndefined();
});

test('the range is told in messages', () => {
  expect([OLDEST_MINOR, NEWEST_MINOR]).toEqual([27, 37]);
  expect(VERSION_RULE).toBe('must be 1.27 to 1.37, as text ("1.37")');
});
