import { showLabelSelector } from '../../model/label-selector';
import { concerns } from '../../model/scenario';
import { Matrix } from '../matrix';
import { Finding } from '../report';

/** A scenario that concerns no node, so that it says nothing: a typo, most of the time. */
export function scenarioWithoutNodes({ input: { nodes, scenarios = [] } }: Matrix): Finding[] {
  return scenarios.filter(scenario => !nodes.some(node => concerns(scenario, node))).map(scenario => ({
    code: 'ScenarioWithoutNodes',
    severity: 'warning',
    message: `the scenario ${scenario.name} concerns "${showLabelSelector(scenario.nodes)}", which no node of the inventory matches`,
    remedies: [{ text: 'correct the selector, or the labels of the inventory' }],
    source: scenario.source ?? {},
  }));
}
