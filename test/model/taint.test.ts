import { repels, showTaint, TaintEffect } from '../../src/model/taint';

test.each([
  [{ key: 'gpu', value: 'present', effect: TaintEffect.NO_SCHEDULE }, 'gpu=present:NoSchedule'],
  [{ key: 'gpu', effect: TaintEffect.NO_EXECUTE }, 'gpu:NoExecute'],
  [{ key: 'gpu', value: '', effect: TaintEffect.PREFER_NO_SCHEDULE }, 'gpu:PreferNoSchedule'],
])('a taint is shown as kubectl spells it: %2$s', (taint, text) => {
  expect(showTaint(taint)).toBe(text);
});

test.each([
  [TaintEffect.NO_SCHEDULE, true],
  [TaintEffect.NO_EXECUTE, true],
  [TaintEffect.PREFER_NO_SCHEDULE, false],
])('whether %s keeps the controller from creating a pod: %s', (effect, expected) => {
  expect(repels({ key: 'gpu', effect })).toBe(expected);
});
