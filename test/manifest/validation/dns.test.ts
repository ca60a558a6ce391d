import { expectVerdicts, Rule } from './verdicts';

/** Names that are resolved. V54, and section 9.2. */
const RULES: Rule[] = [
  {
    rule: 'dnsPolicy is one of four',
    field: 'T.dnsPolicy',
    given: { 'T.dnsConfig.nameservers': ['1.2.3.4'] },
    refused: ['none', 'Cluster'],
    accepted: ['None', 'Default', 'ClusterFirst', 'ClusterFirstWithHostNet', '', null],
  },
  { rule: 'None needs a server', field: 'T.dnsPolicy', at: 'T.dnsConfig.nameservers', refused: ['None'], accepted: ['Default'] },
  {
    rule: 'there are at most three servers',
    field: 'T.dnsConfig.nameservers',
    refused: [['1.1.1.1', '1.1.1.2', '1.1.1.3', '1.1.1.4']],
    accepted: [['1.1.1.1', '1.1.1.2', '1.1.1.3'], [], null],
  },
  {
    rule: 'a server is an address',
    field: 'T.dnsConfig.nameservers[0]',
    refused: ['a', '1.2.3', '', '256.1.1.1', 'fe80::1%eth0', '010.0.0.1', '::ffff:1.2.3.4', '::FFFF:102:304'],
    accepted: ['1.2.3.4', '::1', '2001:db8::1', '::1.2.3.4'],
  },
  { rule: 'there are at most 32 searches', field: 'T.dnsConfig.searches', refused: [Array(33).fill('a')], accepted: [Array(32).fill('a'), []] },
  {
    rule: 'searches have at most 2048 characters',
    field: 'T.dnsConfig.searches',
    refused: [[...Array(8).fill(`${'a'.repeat(250)}.b`), 'aaaaaa', 'aaaaaaa', 'aaaaaaaa', 'aaaaaaaaa']],
    accepted: [[...Array(8).fill(`${'a'.repeat(250)}.b`), 'a']],
  },
  { rule: 'a search is a domain', field: 'T.dnsConfig.searches[0]', refused: ['A', 'a..b', '', '..'], accepted: ['a.b.', '.', '_tcp.a'] },
  {
    rule: 'an option has a name',
    field: 'T.dnsConfig.options[0]',
    at: 'T.dnsConfig.options[0].name',
    refused: [{ value: 'a' }],
    accepted: [{ name: 'ndots' }],
  },
  { rule: 'an alias is of an address', field: 'T.hostAliases[0].ip', refused: ['a', '', null], accepted: ['1.2.3.4'] },
  { rule: 'an alias is a domain', field: 'T.hostAliases[0].hostnames[0]', given: { 'T.hostAliases[0].ip': '1.2.3.4' }, refused: ['A', ''], accepted: ['a.b'] },
];

test.each(RULES)('$rule', row => expectVerdicts(row));
