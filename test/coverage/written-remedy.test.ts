import { Finding } from '../../src/coverage/report';
import { writtenForFinding, writtenForReason } from '../../src/coverage/written-remedy';

const edit = (path = 'spec.template.spec.tolerations', set?: unknown) => ({ text: 'x', yaml: set === undefined ? { path, add: [1] } : { path, set } });
const finding = (overrides: Partial<Finding>): Finding => ({ code: 'RunsOnVirtualNode', severity: 'error', message: '', remedies: [edit()], source: {}, ...overrides });

describe('for a reason', () => {
  test.each([
    ['what is advised first is written', [edit(), edit('a', 1)], edit()],
    ['nothing is written where something else comes first', [{ text: 'wait' }, edit()], undefined],
    ['nothing is written where nothing is advised', [], undefined],
    ['no priority class is given', [edit('spec.template.spec.priorityClassName', 'system-node-critical')], undefined],
    ['a priority may be taken away', [edit('spec.template.spec.priority', null)], edit('spec.template.spec.priority', null)],
  ])('%s', (_, remedies, written) => {
    expect(writtenForReason(remedies)).toEqual(written);
  });
});

describe('for a finding', () => {
  test.each([
    ['that leaves one way only it is written', finding({}), 1],
    ['of which a part is no edit nothing is', finding({ remedies: [edit(), { text: 'label the nodes' }] }), 0],
    ['that is no error nothing is', finding({ severity: 'warning' }), 0],
    ['that may be meant nothing is', finding({ code: 'SelectsNoNode' }), 0],
  ])('%s', (_, found, count) => {
    expect(writtenForFinding(found)).toHaveLength(count);
  });
});
