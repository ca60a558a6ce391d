import { dnsLabelProblem, dnsSubdomainProblem, labelKeyProblem, labelValueProblem } from '../../src/model/label';

const text = (length: number) => 'x'.repeat(length);

describe('a label key', () => {
  test.each([
    'app', 'a', '9', 'A-b_c.d', 'constructor', 'toString', 'valueOf', text(63),
    'app.kubernetes.io/name', 'node-role.kubernetes.io/control-plane', 'a/b', `${text(253)}/a`, 'example.com/A_b',
  ])('may be %s', key => {
    expect(labelKeyProblem(key)).toBeUndefined();
  });

  test.each([
    ['', 'must have a name of 1-63 characters'],
    [text(64), 'must have a name of 1-63 characters'],
    ['example.com/', 'must have a name of 1-63 characters'],
    [`example.com/${text(64)}`, 'must have a name of 1-63 characters'],
    ['a/b/c', 'must have at most one "/"'],
    ['-a', 'must begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between'],
    ['a-', 'must begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between'],
    ['__proto__', 'must begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between'],
    ['a b', 'must begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between'],
    ['a\n', 'must begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between'],
    ['größe', 'must begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between'],
    ['/a', 'must have a prefix that is 1-253 lower case letters, digits, "-" and ".", each part beginning and ending with a letter or digit before its "/"'],
    ['Example.com/a', 'must have a prefix that is 1-253 lower case letters, digits, "-" and ".", each part beginning and ending with a letter or digit before its "/"'],
    [`${text(254)}/a`, 'must have a prefix that is 1-253 lower case letters, digits, "-" and ".", each part beginning and ending with a letter or digit before its "/"'],
    ['a_b/c', 'must have a prefix that is 1-253 lower case letters, digits, "-" and ".", each part beginning and ending with a letter or digit before its "/"'],
  ])('fails when it is "%s"', (key, problem) => {
    expect(labelKeyProblem(key)).toBe(problem);
  });
});

describe('a label value', () => {
  test.each(['', 'a', 'true', '1.30', 'm5.xlarge', 'A_b-c.d', text(63)])('may be "%s"', value => {
    expect(labelValueProblem(value)).toBeUndefined();
  });

  test.each(['-5', '+5', 'a-', '_', ' ', 'a b', 'a/b', 'a\n', 'ß'])('fails when it is "%s"', value => {
    expect(labelValueProblem(value)).toBe('must be empty, or begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between');
  });

  test('fails when it is longer than 63 characters', () => {
    expect(labelValueProblem(text(64))).toBe('must have at most 63 characters (this one has 64)');
  });
});

describe('a DNS label', () => {
  test.each(['a', '0', 'kube-system', text(63)])('may be %s', name => {
    expect(dnsLabelProblem(name)).toBeUndefined();
  });

  test.each(['', 'A', 'a.b', '-a', 'a-', 'a_b', text(64)])('fails when it is "%s"', name => {
    expect(dnsLabelProblem(name)).toBe('must be 1-63 lower case letters, digits and "-", beginning and ending with a letter or digit');
  });
});

describe('a DNS subdomain', () => {
  test.each(['a', 'ip-10-0-0-1.eu-central-1.compute.internal', text(253), `${text(64)}.a`])('may be %s', name => {
    expect(dnsSubdomainProblem(name)).toBeUndefined();
  });

  test.each(['', '.', 'a.', '.a', 'a..b', 'a.-b', 'W-1', 'a_b', text(254)])('fails when it is "%s"', name => {
    expect(dnsSubdomainProblem(name)).toBe('must be 1-253 lower case letters, digits, "-" and ".", each part beginning and ending with a letter or digit');
  });
});
