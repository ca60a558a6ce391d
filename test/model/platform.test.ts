import { labelValueProblem } from '../../src/model/label';
import { Architecture, OperatingSystem } from '../../src/model/platform';

test('every operating system and architecture is a value that its label can have', () => {
  expect([...Object.values(OperatingSystem), ...Object.values(Architecture)].filter(value => labelValueProblem(value) !== undefined)).toEqual([]);
});
