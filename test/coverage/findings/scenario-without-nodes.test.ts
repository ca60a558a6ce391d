import { scenarioWithoutNodes } from '../../../src/coverage/findings/scenario-without-nodes';
import { parseLabelSelector } from '../../../src/model/label-selector';
import { ownScenario, scenariosNamed } from '../../../src/model/scenario';
import { matrix, node } from '../../builders';

const nodes = [node('a', { labels: { disk: 'ssd' } }), node('v', { virtual: true, labels: { virtual: '' } })];
const found = (selector: string) => scenarioWithoutNodes(matrix([], nodes, { scenarios: [ownScenario('own', { nodes: parseLabelSelector(selector), source: { file: 'p.yaml', line: 3 } })] }));

test.each(['disk=sdd', 'virtual'])('a scenario that concerns no node is a warning: %s', selector => {
  expect(found(selector)).toMatchObject([{
    code: 'ScenarioWithoutNodes',
    severity: 'warning',
    message: `the scenario own concerns "${selector}", which no node of the inventory matches`,
    source: { file: 'p.yaml', line: 3 },
  }]);
});

test('one that concerns a node is none, nor are those that are built in', () => {
  expect(found('disk=ssd')).toEqual([]);
  expect(scenarioWithoutNodes(matrix([], nodes, { scenarios: scenariosNamed(['not-ready']).scenarios }))).toEqual([]);
  expect(scenarioWithoutNodes(matrix([], nodes))).toEqual([]);
});
