import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { ask, hash, recorded, whyNotAsked } from './admission';
import { AgentEvidence, CASES, caseTitle } from './agent-evidence';
import { agentPage, needsOf } from './agent-page';
import { AGENTS } from './agents';
import { ALLOY_PROGRAM } from './alloy-program';
import {
  alloyConfigurations, askedOfVrl, bootstraps, caseAgent, caseTexts, collectorConfigurations, environments, filebeatConfigurations, flannelNetworks,
  fluentBitPipelines, pipelines, pluginLists, proxyConfigurations, proxyKubeconfigs,
} from './cases';
import { OTELCOL, recordedValidation, validate } from './collector';
import { DATADOG, MEANT } from './datadog';
import { askConfiguration, recordedConfiguration, whyNoConfiguration } from './datadog-configuration';
import { notCompared, rowsOf } from './difference';
import { FILEBEAT_PARTS } from './filebeat-program';
import { askGrammar, FLUENT_BIT_SCHEMA, Grammar, LOGSTASH_GRAMMAR, recordedGrammar, whyNoGrammar } from './grammar';
import { LESSONS } from './practice';
import { ENVOY_TYPES, FLANNEL_READER, KUBE_PROXY_READERS, LIBCNI, TextProgram } from './text-program';
import { askVrl, recordedVrl, VrlAnswer, VrlQuestion, whyNoVrl } from './vrl';
import * as library from '../../../src';
import { allContainersOf, containerOf, daemonSetOf, Manifest, manifests, newChart, podOf, yamlOf } from '../manifests';

/** The Pod Security level that the documents name for the namespaces of all agents. */
const LEVEL = 'privileged';
const AGAIN = 'record it anew: npx ts-node -P test/tsconfig.json -T test/agents/evidence/record.ts';
const DOCS = join(__dirname, '..', '..', '..', 'docs', 'agents');
const table = AGENTS.map((evidence): [string, AgentEvidence] => [evidence.program, evidence]);
const cases = AGENTS.flatMap(evidence => CASES.map((one): [string, AgentEvidence, typeof one] => [caseTitle(evidence, one), evidence, one]));
const isString = (value: unknown): value is string => typeof value === 'string';

describe('an agent is exported', () => {
  test('with evidence, and with evidence only', () => {
    const classes = Object.keys(library).filter(name => name.endsWith('DaemonSet') && !['NodeAgentDaemonSet', 'LogCollectorDaemonSet'].includes(name));
    const factories = Object.getOwnPropertyNames(library.LogCollector).filter(name => typeof library.LogCollector[name as keyof typeof library.LogCollector] === 'function' && !name.startsWith('_'));

    expect([...classes, ...factories.map(name => `LogCollector.${name}`)].sort()).toEqual(AGENTS.map(({ exportedAs }) => exportedAs).sort());
  });

  test('with a page of its own, and no page is of none', () => {
    expect(readdirSync(DOCS).sort()).toEqual(AGENTS.map(({ program }) => `${program}.md`).sort());
  });
});

describe('Kubernetes\' own admission', () => {
  test.each(cases)('was asked about the objects that are synthesized today: %s', (title, evidence, one) => {
    expect([AGAIN, recorded().cases[title]?.sha256]).toEqual([AGAIN, hash(yamlOf(caseAgent(evidence, one)))]);
  });

  test.each(cases)('takes every object, and every pod: %s', (title, evidence, one) => {
    const { opinions } = recorded().cases[title]!;

    expect(opinions.map(({ kind }) => kind)).toEqual(manifests(caseAgent(evidence, one)).map(({ kind }) => kind));
    expect(opinions.flatMap(({ unknown, refused, podRefused }) => [unknown, refused, podRefused]).filter(isString)).toEqual([]);
    expect(opinions.filter(({ skipped, kind }) => skipped !== undefined && !/Monitor$/.test(kind))).toEqual([]); // custom kinds alone are not asked about
  });

  test.each(cases)('asks of the namespace exactly the level that we state: %s', title => {
    const asked = recorded().cases[title]!.opinions.flatMap(({ podSecurity }) => podSecurity === undefined ? [] : [podSecurity]);

    expect([...new Set(asked)]).toEqual([LEVEL]);
  });

  const FORBIDDEN: [RegExp, string][] = [
    [/^host(Network|PID): true$/, 'host namespaces'],
    [/^hostPath: /, 'hostPath volumes'],
    [/^hostPort: /, 'hostPort'],
    [/^[^:]+: privileged: true$/, 'privileged'],
    [/^[^:]+: capability /, 'non-default capabilities'],
    [/appArmorProfile: Unconfined$/, 'forbidden AppArmor profile'],
    [/^hostProcess: true$/, 'hostProcess'],
    [/^[^:]+: probe of /, 'probe or lifecycle host'],
    [/^[^:]+: seLinuxOptions.type: /, 'seLinuxOptions'],
    [/^seccompProfile: Unconfined$/, 'seccompProfile'],
  ];

  test.each(cases)('asks of the namespace what the agent says itself, for the fields that it names: %s', (title, evidence, one) => {
    const agent = caseAgent(evidence, one);
    const kinds = new Set(agent.podSecurityReasons.map(field => FORBIDDEN.find(([pattern]) => pattern.test(field))?.[1] ?? field));
    const against = recorded().cases[title]!.opinions.find(({ kind }) => kind === 'DaemonSet')!.podSecurityAgainst!;

    expect(agent.podSecurityLevel).toBe(LEVEL);
    expect([...kinds].filter(kind => !against.includes(kind))).toEqual([]);
    expect(against.split('), ')).toHaveLength(kinds.size);
  });

  const missing = whyNotAsked();
  if (missing) { process.stderr.write(`Kubernetes' own code is not asked anew about agents: ${missing}\n`); }
  const whenPossible = missing ? test.skip : test;

  whenPossible('says the same today', () => {
    expect(ask(caseTexts())).toEqual(recorded().cases);
  }, 120_000);

  whenPossible('would refuse an object that it does not take, and asks less of one without host paths', () => {
    const text = yamlOf(AGENTS.find(({ program }) => program === 'fluentd')!.make(newChart(), 'Agent'));
    const answers = ask(new Map([
      ['a typing error', text.replace('tolerations:', 'tolerance:')],
      ['a policy of jobs', text.replace('restartPolicy: Always', 'restartPolicy: Never')],
      ['no host paths', text.replace(/hostPath:\n\s+path: .*\n\s+type: .*/g, 'emptyDir: {}')],
    ]));
    const daemonSet = (title: string) => answers[title]!.opinions.find(({ kind }) => kind === 'DaemonSet')!;

    expect(daemonSet('a typing error').unknown).toContain('unknown field "spec.template.spec.tolerance"');
    expect(daemonSet('a policy of jobs').refused).toContain('spec.template.spec.restartPolicy');
    expect(daemonSet('no host paths').podSecurity).toBe('baseline'); // it is root, which restricted does not take
  }, 120_000);
});

describe('the program', () => {
  test.each(cases)('takes the configuration: %s', (_, evidence, one) => {
    expect(evidence.takenBy.problemsOf(manifests(caseAgent(evidence, one)))).toEqual([]);
  });

  test.each(table)('would be heard with a configuration that it does not take: %s', (_, { make, takenBy }) => {
    const { from, to, found } = takenBy.broken;
    const broken = JSON.parse(JSON.stringify(manifests(make(newChart(), 'Agent'))).replaceAll(from, to)) as Manifest[];

    expect(takenBy.problemsOf(broken).join('\n')).toMatch(found);
  });

  const grammars: [string, Grammar, () => string[], [RegExp, string], RegExp][] = [
    ['a grammar of Logstash', LOGSTASH_GRAMMAR, pipelines, [/exclude => \[/, 'exclude => [['], /expect closing square bracket/],
    ['a schema of Fluent Bit', FLUENT_BIT_SCHEMA, fluentBitPipelines, [/read_from_head: true/, 'read_from_start: true'], /^input: tail: unknown property "read_from_start"$/],
    ['a schema of Fluent Bit', FLUENT_BIT_SCHEMA, fluentBitPipelines, [/read_from_head: true/, 'read_from_head: maybe'], /^input: tail: expected "read_from_head" to be a valid boolean/],
  ];

  test.each(grammars)('has %s that takes its pipelines', (_, __, texts) => {
    const { pipelines: answers } = recordedGrammar();

    expect(texts().map(text => [AGAIN, answers[hash(text)]])).toEqual(texts().map(() => [AGAIN, '']));
  });

  (whyNoGrammar() ? test.skip : test).each(grammars)('has %s that says the same today, and refuses another one', (_, grammar, texts, change, found) => {
    const broken = texts()[0]!.replace(...change);

    expect(recordedGrammar().pipelines).toMatchObject(askGrammar(grammar, texts()));
    expect(askGrammar(grammar, [broken])[hash(broken)]).toMatch(found);
  }, 120_000);
});

const readers: [string, TextProgram, () => string[], { from: string; to: string; found: string }][] = [
  ['libcni reads the lists of plugins of Calico and flannel', LIBCNI, pluginLists, { from: '"type": "calico"', to: '"kind": "calico"', found: "missing 'type'" }],
  ['flannel reads the configuration of its network', FLANNEL_READER, flannelNetworks, { from: '"Network": "10.244.0.0/16"', to: '"Network": "10.244.0.0/31"', found: 'network is too small' }],
  ['the types of flannel\'s VXLAN read its backend', FLANNEL_READER, flannelNetworks, { from: '"Type": "vxlan"', to: '"Type": "vxlan", "Id": 7', found: 'unknown field "Id"' }],
  ['the validation of kube-proxy reads its configuration', KUBE_PROXY_READERS, proxyConfigurations, { from: 'healthzBindAddress: 0.0.0.0:10256', to: 'healthzBindAddress: everywhere', found: 'HealthzBindAddress: Invalid value: "everywhere": must be IP:port' }],
  ['the client of Kubernetes reads the kubeconfig of kube-proxy', KUBE_PROXY_READERS, proxyKubeconfigs, { from: 'tokenFile', to: 'tokenPath', found: 'unknown field "tokenPath"' }],
  ['Filebeat\'s own code makes the parts of its configurations', FILEBEAT_PARTS, filebeatConfigurations, { from: 'max_size: 536870912B', to: 'max_size: 5MB', found: 'queue: ' }],
  ['Filebeat\'s own code makes the parts of its configurations', FILEBEAT_PARTS, filebeatConfigurations, { from: 'fail_on_error: false', to: 'fail_on_error: never', found: 'processors of an input: ' }],
  ['the types of Envoy read its bootstrap beside Cilium', ENVOY_TYPES, bootstraps, { from: '"lbPolicy"', to: '"policy"', found: 'unknown field "policy"' }],
  ['Alloy takes its configurations', ALLOY_PROGRAM, alloyConfigurations, { from: 'max_poll_frequency', to: 'most_poll_frequency', found: 'most_poll_frequency' }],
];

describe.each(readers)('%s', (_, program, texts, { from, to, found }) => {
  test('and have nothing against them', () => {
    const { texts: answers } = program.recorded();

    expect(texts().map(text => [AGAIN, answers[hash(text)]])).toEqual(texts().map(() => [AGAIN, '']));
  });

  (program.obstacle() ? test.skip : test)('and say the same today, and refuse another one', () => {
    const broken = texts()[0]!.replace(from, to);

    expect(program.recorded().texts).toMatchObject(program.ask(texts()));
    expect(program.ask([broken])[hash(broken)]!.replace(/\s+/g, ' ')).toContain(found); // protobuf writes spaces of either kind, on purpose
  }, 300_000);
});

describe('the OpenTelemetry Collector', () => {
  test('takes a configuration for each destination', () => {
    const { configurations } = recordedValidation();

    expect(collectorConfigurations().map(text => [AGAIN, configurations[hash(text)]])).toEqual(collectorConfigurations().map(() => [AGAIN, '']));
  });

  (OTELCOL.obstacle() ? test.skip : test)('says the same today', () => {
    expect(validate(collectorConfigurations())).toEqual(recordedValidation().configurations);
  }, 120_000);
});

describe('the Vector Remap Language', () => {
  const answersOf = (answer: (question: VrlQuestion) => VrlAnswer) => {
    const answers: { [sha256: string]: VrlAnswer } = {};
    askedOfVrl(question => answers[hash(JSON.stringify(question))] = answer(question));
    return answers;
  };

  test('takes every program of Vector\'s configurations, and was asked what becomes of lines', () => {
    const { answers } = recordedVrl();
    const asked = answersOf(question => answers[hash(JSON.stringify(question))] ?? { problem: AGAIN, outputs: [] });

    expect(Object.values(asked).map(({ problem }) => problem).filter(problem => problem !== '')).toEqual([]);
    expect(Object.keys(asked).sort()).toEqual(Object.keys(answers).sort());
  });

  (whyNoVrl() ? test.skip : test)('says the same today, and refuses another program', () => {
    const problemOf = (program: string) => Object.values(askVrl([{ program, condition: false, events: [] }]))[0]!.problem;

    expect(answersOf(question => Object.values(askVrl([question]))[0]!)).toEqual(recordedVrl().answers);
    expect(problemOf('.a = strings(.b)')).toContain('call to undefined function');
    expect(problemOf('.a = to_string(.message) ?? ""')).toContain('unnecessary error coalescing operation'); // where it is known to be a text
    expect(problemOf('.a = upcase(.b)')).toContain('unhandled fallible assignment'); // where nothing is known
  }, 120_000);
});

describe('the Agent\'s own configuration code', () => {
  test('knows every variable that Datadog\'s containers have, and makes of them what is meant', () => {
    const { module, answers } = recordedConfiguration();

    expect(module).toBe(`github.com/DataDog/datadog-agent/pkg/config/setup@v0.${/agent:7\.([\d.]+)$/.exec(containerOf(caseAgent(DATADOG, 'defaults')).image)![1]}`);
    expect([AGAIN, Object.keys(answers).sort()]).toEqual([AGAIN, [...environments().keys()].sort()]);
    for (const [title, environment] of environments()) {
      const { asked, unknown, settings } = answers[title]!;
      expect([AGAIN, title, asked, unknown]).toEqual([AGAIN, title, environment, []]);
      expect(settings).toMatchObject(title.includes('everything') ? MEANT.everything : MEANT.defaults);
    }
  });

  test('makes of the features what is meant, where they are', () => {
    const { answers } = recordedConfiguration();

    expect(answers['datadog: defaults/datadog-agent']!.settings).toMatchObject(MEANT.agent);
    expect(answers['datadog: everything/datadog-agent']!.settings).toMatchObject(MEANT.agentWithEverything);
    expect(answers['datadog: everything/system-probe']!.settings).toMatchObject(MEANT.systemProbe);
  });

  (whyNoConfiguration() ? test.skip : test)('says the same today, and does not know another variable', () => {
    const { answers } = recordedConfiguration();

    expect(askConfiguration(environments())).toEqual(answers);
    expect(askConfiguration(new Map([['x', { DD_API_KEY: 'x', DD_WITH_DOGSTATSD: 'true' }]])).x!.unknown).toEqual(['DD_WITH_DOGSTATSD']);
  }, 240_000);
});

describe('the vendor\'s own way', () => {
  test.each(table)('is compared field by field: %s', (_, evidence) => {
    expect(notCompared(evidence)).toEqual([]);
  });

  test.each(table)('is another one where the table says so, for a reason: %s', (_, evidence) => {
    for (const { field, vendor, ours, why } of rowsOf(evidence)) {
      expect([field, vendor !== ours, why.length > 10]).toEqual([field, true, true]);
    }
  });

  test.each(table)('has a source and a date: %s', (_, { vendor }) => {
    expect(vendor.source).toMatch(/[\w-]+\/[\w-]+.* at ([0-9a-f]{12}|v\d+\.\d+\.\d+) \(\d{4}-\d\d-\d\d\)/);
    expect(vendor.readOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
});

describe('what broke at others', () => {
  const lessons = LESSONS.flatMap(lesson => AGENTS.filter(evidence => lesson.concerns(evidence))
    .map((evidence): [string, string, () => void] => [evidence.program, lesson.holds, () => lesson.expectFor(evidence)]));

  test.each(lessons)('does not break %s: %s', (_, __, expectThat) => {
    expectThat();
  });

  test('concerns somebody, and was reported', () => {
    for (const { reports, concerns } of LESSONS) {
      expect([reports, AGENTS.some(concerns)]).toEqual([reports, true]);
      expect(reports.filter(report => !/^[\w.-]+\/[\w.-]+#\d+$/.test(report))).toEqual([]);
    }
  });
});

describe('an agent', () => {
  test.each(cases)('looks like this: %s', (_, evidence, one) => {
    expect(yamlOf(caseAgent(evidence, one))).toMatchSnapshot();
  });

  test.each(table)('works with no arguments, and is the same, byte for byte, when it is made twice: %s', (_, { make, makeWithEverything }) => {
    expect(yamlOf(make(newChart(), 'Agent'))).toBe(yamlOf(make(newChart(), 'Agent')));
    expect(yamlOf(makeWithEverything(newChart(), 'Agent'))).toBe(yamlOf(makeWithEverything(newChart(), 'Agent')));
  });

  test.each(table)('shares no name, no directory and no selector with another one of its kind: %s', (_, { make, makeSecond = make, ownPaths, onePerNode }) => {
    const chart = newChart();
    const agents = [make(chart, 'One'), makeSecond(chart, 'Two')];
    const objects = manifests(chart);
    const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`);
    const daemonSets = objects.filter(({ kind }) => kind === 'DaemonSet');
    const paths = daemonSets.flatMap(({ spec }) => ownPaths(spec.template.spec));

    expect(new Set(names).size).toBe(names.length);
    expect(new Set(paths).size).toBe(onePerNode ? paths.length / 2 : paths.length);
    expect(agents[0]!.matchLabels).not.toEqual(agents[1]!.matchLabels);
  });

  test.each(table)('shares nothing with one of the same name in another namespace: %s', (_, { make, ownPaths, onePerNode }) => {
    const objects = ['a', 'b'].flatMap(namespace => manifests(make(newChart(namespace), 'Agent', { metadata: { name: 'same' } })));
    const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`);
    const paths = objects.filter(({ kind }) => kind === 'DaemonSet').flatMap(({ spec }) => ownPaths(spec.template.spec));

    expect(new Set(names).size).toBe(names.length);
    expect(new Set(paths).size).toBe(onePerNode ? paths.length / 2 : paths.length);
  });

  test.each(table)('writes to no path of the node but its own, and those that others know, too: %s', (_, evidence) => {
    const { makeWithEverything, ownPaths, sharedPaths = [] } = evidence;
    const pod = podOf(makeWithEverything(newChart(), 'Agent'));
    const mounts = allContainersOf(pod).flatMap(({ volumeMounts = [] }) => volumeMounts as Manifest[]);
    const names = mounts.filter(({ readOnly }) => !readOnly).map(({ name }) => name as string);
    const written = (pod.volumes ?? []).filter(({ name, hostPath }: Manifest) => hostPath && names.includes(name));

    expect(written.map(({ hostPath }: Manifest) => hostPath.path).sort()).toEqual([...ownPaths(pod), ...sharedPaths].sort());
  });

  test.each(table)('has a role; two of which a node can run only one have the same: %s', (_, { make, onePerNode }) => {
    const role = (id: string) => daemonSetOf(make(newChart(), id)).metadata.annotations['everynode.dev/role'];

    expect(onePerNode ? role('One') === role('Two') : true).toBe(true);
    expect(role('One')).toBeDefined();
  });

  test.each(table)('has no secret in a ConfigMap, and gets each from a Secret: %s', (_, { makeWithEverything }) => {
    const agent = makeWithEverything(newChart(), 'Agent');
    const text = manifests(agent).filter(({ kind }) => kind === 'ConfigMap').map(({ data }) => JSON.stringify(data)).join('');

    expect(text).not.toMatch(/secretName|secretKeyRef/);
    const variables = allContainersOf(podOf(agent)).flatMap(({ env = [] }) => env as Manifest[]);
    expect(variables.filter(({ name, value }) => /PASSWORD|SECRET|USER|API_KEY|TOKEN$/.test(name) && value !== undefined)).toEqual([]);
  });

  test.each(table)('has a reason for all that it mounts, opens and asks, and no reason too many: %s', (_, evidence) => {
    const needs = needsOf(evidence);

    expect(needs.filter(({ reason }) => reason === undefined)).toEqual([]);
    expect(Object.values(evidence.reasons).filter(reason => !needs.some(need => need.reason === reason))).toEqual([]);
  });

  test.each(table)('has a page that says what is synthesized today: %s', (_, evidence) => {
    expect(readFileSync(join(DOCS, `${evidence.program}.md`), 'utf8')).toBe(agentPage(evidence, recorded(), LEVEL));
  });
});
