import { showPlace } from '../../src/model/source';

test.each([
  [{ file: 'a.yaml', line: 3, column: 5 }, 'a.yaml:3'],
  [{ file: 'a.yaml' }, 'a.yaml'],
  [{ constructPath: 'platform/Logs' }, 'platform/Logs'],
  [{ file: 'a.yaml', line: 3, constructPath: 'platform/Logs' }, 'a.yaml:3'],
  [{}, ''],
])('the place of %j is "%s"', (source, place) => {
  expect(showPlace(source)).toBe(place);
});
