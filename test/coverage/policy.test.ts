import { policy } from './policies';
import { underPolicy } from '../../src/coverage/policy';
import { DeclaredPolicy } from '../../src/manifest/policy-fields';
import { showLabelSelector } from '../../src/model/label-selector';
import { covered, daemonSet, Declarations, declares, node, pool } from '../builders';

const agent = (more: Declarations = {}, name = 'agent') => daemonSet({ name, annotations: declares(more) });
const declared = (more: Declarations, spec: DeclaredPolicy) => {
  const { required, exemptions, role, maySelectNone } = underPolicy(agent(more), policy(spec)).declared;
  return { required: required && showLabelSelector(required.labels), exempt: exemptions.map(({ reason }) => reason).join(), role, maySelectNone };
};
const NAME = 'monitoring/agent';

describe('the policy comes before annotations:', () => {
  test('its requirement, for the DaemonSet that it names and no other', () => {
    expect(declared({ required: 'a' }, { requirements: [{ daemonSet: NAME, nodes: 'b' }] })).toMatchObject({ required: 'b' });
    expect(declared({ required: 'a' }, { requirements: [{ daemonSet: 'monitoring/other', nodes: 'b' }] })).toMatchObject({ required: 'a' });
  });

  test('its roles', () => {
    expect(declared({ role: 'a' }, { roles: [{ name: 'b', daemonSets: [NAME] }] })).toMatchObject({ role: 'b' });
    expect(declared({ role: 'a' }, { roles: [{ name: 'b', daemonSets: ['x/agent'] }] })).toMatchObject({ role: 'a' });
  });

  test('what it requires of a role stands in place of what a member declares, unless it requires something of the member, too', () => {
    expect(declared({ required: 'a', role: 'r' }, { requirements: [{ role: 'r', nodes: '' }] })).toMatchObject({ required: undefined, role: 'r' });
    expect(declared({ required: 'a', role: 'r' }, { requirements: [{ role: 'q', nodes: '' }] })).toMatchObject({ required: 'a' });
    expect(declared({ required: 'a', role: 'r' }, { requirements: [{ role: 'r', nodes: '' }, { daemonSet: NAME, nodes: 'b' }] })).toMatchObject({ required: 'b' });
  });

  test('its exemptions are added, or are the only ones', () => {
    const exemptions = [{ daemonSet: NAME, nodes: 'a', reason: 'policy' }, { role: 'r', nodes: 'a', reason: 'role' }, { daemonSet: 'x/y', nodes: 'a', reason: 'other' }];

    expect(declared({ exempt: [{ nodes: 'a', reason: 'own' }] }, { exemptions })).toMatchObject({ exempt: 'own,policy' });
    expect(declared({ exempt: [{ nodes: 'a', reason: 'own' }], role: 'r' }, { exemptions })).toMatchObject({ exempt: 'own,policy,role' });
    expect(declared({ exempt: [{ nodes: 'a', reason: 'own' }] }, { exemptions, exemptionsFrom: 'policy' })).toMatchObject({ exempt: 'policy' });
  });

  test('who may select no node', () => {
    expect(declared({}, { maySelectNone: [NAME] })).toMatchObject({ maySelectNone: true });
    expect(declared({}, { maySelectNone: ['x/agent'] })).toMatchObject({ maySelectNone: false });
    expect(declared({ maySelectNone: true }, { maySelectNone: ['x/agent'] })).toMatchObject({ maySelectNone: true });
  });
});

const tainted = pool('gpu', 2, { taints: ['gpu:NoSchedule'], labels: { gpu: 'true' } });
const nodes = [...pool('w', 3), ...tainted];
const under = (spec: DeclaredPolicy, daemonSets = [agent()], on = nodes) => covered(daemonSets, on, { policy: policy(spec) });

test('a required node is a gap, one that is not required is none', () => {
  expect(under({ requirements: [{ daemonSet: NAME, nodes: 'gpu' }] }).daemonSets).toMatchObject([{ required: 2, running: 0, gaps: [{ severity: 'error', nodes: { names: ['gpu-0', 'gpu-1'] } }] }]);
  expect(under({ requirements: [{ daemonSet: NAME, nodes: '!gpu' }] })).toMatchObject({ success: true, daemonSets: [{ required: 3, running: 3, gaps: [] }] });
});

describe('what is required of pools, an operating system and an architecture', () => {
  const on = [...pool('big', 2, { labels: { 'kubernetes.io/arch': 'arm64' } }), ...pool('gpu', 2), node('alone', { labels: { 'kubernetes.io/os': 'windows' } })];

  test.each([
    ['one pool, whose nodes only its name tells from others', { pools: ['gpu'] }, 2],
    ['several pools', { pools: ['gpu', 'big'] }, 4],
    ['an architecture', { arch: 'arm64' }, 2],
    ['an operating system', { os: 'windows' }, 1],
    ['all that is given must hold', { nodes: 'kubernetes.io/hostname!=big-0', pools: ['big'], os: 'linux', arch: 'arm64' }, 1],
    ['none has all of it', { pools: ['gpu'], arch: 'arm64' }, 0],
  ])('%s', (_, scope, required) => {
    const maySelectNone = [NAME];

    expect(under({ requirements: [{ daemonSet: NAME, ...scope }], maySelectNone }, [agent()], on).daemonSets).toMatchObject([{ required }]);
    expect(under({ requirements: [{ role: 'r', minimum: 1, ...scope }], maySelectNone }, [agent({ role: 'r' })], on).roles).toMatchObject([{ required }]);
  });

  test('a pool is no gap of another one', () => {
    const tolerant = [...pool('gpu', 1, { taints: ['gpu:NoSchedule'] }), ...pool('w', 1)];

    expect(under({ requirements: [{ daemonSet: NAME, pools: ['gpu'] }] }, [agent()], tolerant)).toMatchObject({ success: false, daemonSets: [{ gaps: [{ nodes: { names: ['gpu-0'] } }] }] });
    expect(under({ requirements: [{ daemonSet: NAME, pools: ['w'] }] }, [agent()], tolerant)).toMatchObject({ success: true });
  });

  test('is required of what is missing, too', () => {
    expect(under({ requirements: [{ role: 'q', pools: ['gpu'] }] }, [agent()], on).findings.filter(({ code }) => code === 'MissingRole')).toMatchObject([{ code: 'MissingRole', nodes: { names: ['gpu-0', 'gpu-1'] } }]);
  });
});

test('labels that only the policy asks for tell nodes apart', () => {
  const on = [node('a', { labels: { tier: 'x' } }), node('b')];

  expect(under({ requirements: [{ daemonSet: NAME, nodes: 'tier=x' }] }, [agent()], on).daemonSets).toMatchObject([{ required: 1 }]);
  expect(under({ exemptions: [{ daemonSet: NAME, nodes: 'tier=x', reason: 'r' }] }, [agent()], on).daemonSets).toMatchObject([{ required: 1 }]);
});

describe('a minimum', () => {
  test.each([
    ['of nodes that is reached', { minimum: 3 }, 3, 'note', true],
    ['of nodes that is not', { minimum: 4 }, 4, 'error', false],
    ['share that is reached', { minimumShare: '60%' }, 3, 'note', true],
    ['share that is not', { minimumShare: '60.01%' }, 4, 'error', false],
    ['share of all', { minimumShare: '100%' }, 5, 'error', false],
  ])('%s', (_, least, minimum, severity, success) => {
    expect(under({ requirements: [{ daemonSet: NAME, nodes: '', ...least }] })).toMatchObject({
      success,
      daemonSets: [{ required: 5, running: 3, minimum, gaps: [{ severity, nodes: { names: ['gpu-0', 'gpu-1'] } }] }],
    });
    expect(under({ requirements: [{ role: 'r', nodes: '', ...least }] }, [agent({ role: 'r', required: 'gpu' })])).toMatchObject({
      success,
      daemonSets: [{ required: 0, gaps: [] }],
      roles: [{ required: 5, running: 3, minimum, gaps: [{ severity, nodes: { names: ['gpu-0', 'gpu-1'] } }] }],
    });
  });

  test('counts required nodes only, without those that are exempt', () => {
    const exemptions = [{ daemonSet: NAME, nodes: 'kubernetes.io/hostname=gpu-0', reason: 'r' }];

    expect(under({ requirements: [{ daemonSet: NAME, nodes: 'gpu', minimum: 1 }] })).toMatchObject({ success: false });
    expect(under({ requirements: [{ daemonSet: NAME, nodes: '', minimumShare: '75%' }], exemptions })).toMatchObject({ success: true, daemonSets: [{ required: 4, minimum: 3 }] });
    expect(under({ requirements: [{ role: 'r', nodes: '', minimumShare: '75%' }], exemptions: [{ ...exemptions[0]!, daemonSet: null, role: 'r' }] }, [agent({ role: 'r' })]))
      .toMatchObject({ success: true, roles: [{ required: 4, running: 3, minimum: 3 }] });
  });

  test('of a member allows nothing that the policy requires of the role', () => {
    const requirements = [{ role: 'r', nodes: '' }, { daemonSet: NAME, nodes: '', minimum: 1 }];

    expect(under({ requirements }, [agent({ role: 'r' })])).toMatchObject({
      success: false,
      daemonSets: [{ gaps: [{ severity: 'note' }] }],
      roles: [{ gaps: [{ severity: 'error' }] }],
    });
  });
});

test('a member that is required by itself and exempt leaves its role required', () => {
  const requirements = [{ role: 'r', nodes: '' }, { daemonSet: NAME, nodes: '' }];
  const report = (exemption: object) => under({ requirements, exemptions: [{ nodes: 'gpu', reason: 'r', ...exemption }] }, [agent({ role: 'r' })]);

  expect(report({ daemonSet: NAME })).toMatchObject({ success: false, daemonSets: [{ gaps: [] }], roles: [{ gaps: [{ nodes: { names: ['gpu-0', 'gpu-1'] } }] }] });
  expect(report({ role: 'r' })).toMatchObject({ success: true, daemonSets: [{ gaps: [] }], roles: [{ gaps: [] }] });
});

describe('what the policy requires of a role', () => {
  const requirements = [{ role: 'r', nodes: '' }];

  test('is required on nodes that no member selects', () => {
    const linux = daemonSet({ pod: { nodeSelector: { 'kubernetes.io/os': 'linux' } }, annotations: declares({ role: 'r' }) });
    const windows = node('win', { labels: { 'kubernetes.io/os': 'windows' } });

    expect(covered([linux], [node('l'), windows])).toMatchObject({ success: true });
    expect(under({ requirements }, [linux], [node('l'), windows])).toMatchObject({ success: false, roles: [{ gaps: [{ nodes: { names: ['win'] } }] }] });
  });

  test('is not required on virtual nodes, nor on those that the policy exempts', () => {
    const on = [node('l'), node('v', { virtual: true, taints: ['v:NoSchedule'] }), ...tainted];

    expect(under({ requirements, exemptions: [{ role: 'r', nodes: 'gpu', reason: 'bare' }] }, [agent({ role: 'r' })], on)).toMatchObject({
      success: true,
      roles: [{ gaps: [] }],
      exemptions: [{ daemonSet: NAME, nodes: { names: ['gpu-0', 'gpu-1'] }, reason: 'bare', stale: false }],
    });
  });

  test('is exactly one on each node', () => {
    expect(under({ requirements }, [agent({ role: 'r' }, 'a'), agent({ role: 'r' }, 'b')], [node('n')])).toMatchObject({ success: false, roles: [{ overlaps: [{ nodes: { names: ['n'] } }] }] });
  });
});

test('what the policy requires of a DaemonSet that only runs in the cluster, too, is not judged', () => {
  const also = [agent({ role: 'r' })];
  const report = (spec: DeclaredPolicy) => covered([agent({}, 'other')], [node('n')], { also, policy: policy(spec) }, true);

  expect(report({ requirements: [{ daemonSet: NAME, nodes: '' }] })).toMatchObject({ success: false, findings: [], notJudged: [{ filter: 'CoveragePolicy', daemonSets: [NAME], nodes: { names: ['n'] } }] });
  expect(report({ requirements: [{ role: 'r', nodes: '' }] })).toMatchObject({ findings: [], notJudged: [{ daemonSets: [NAME] }] });
  expect(report({ requirements: [{ role: 'q', nodes: '' }] })).toMatchObject({ findings: [{ code: 'MissingRole' }], notJudged: [] });
});

describe('an exemption for what is not there', () => {
  const exemption = { daemonSet: 'a/b', nodes: 'gpu', reason: 'r' };

  test('is listed, and stale where nothing is required', () => {
    expect(under({ exemptions: [exemption, { role: 'q', nodes: '', reason: 's', until: '2026-01-01' }], requirements: [{ daemonSet: NAME, nodes: '!gpu' }] })).toMatchObject({
      success: true,
      exemptions: [{ daemonSet: 'a/b', reason: 'r', stale: true, nodes: { names: [] } }, { daemonSet: 'role q', until: '2026-01-01', stale: true }],
      findings: [
        { code: 'ExpiredExemption', message: 'the exemption of "" (s) for role q ended on 2026-01-01' },
        { code: 'UnusedExemption', message: 'the exemption of "gpu" (r) for DaemonSet a/b closes no gap: none is there, and none is required on these nodes' },
      ],
    });
  });

  test('leaves its nodes out of what is missing', () => {
    const requirements = [{ daemonSet: 'a/b', nodes: '' }, { daemonSet: NAME, nodes: '!gpu' }];

    expect(under({ exemptions: [exemption], requirements })).toMatchObject({
      findings: [{ code: 'MissingDaemonSet', nodes: { names: ['w-0', 'w-1', 'w-2'] } }],
      exemptions: [{ stale: false, nodes: { names: ['gpu-0', 'gpu-1'] } }],
    });
    expect(under({ exemptions: [{ ...exemption, nodes: '' }], requirements })).toMatchObject({ success: true, findings: [{ code: 'ExemptsEveryNode' }] });
  });
});
