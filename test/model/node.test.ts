import { isVirtual } from '../../src/model/node';

test.each([
  [{ 'eks.amazonaws.com/compute-type': 'fargate' }, true],
  [{ 'eks.amazonaws.com/compute-type': 'ec2' }, false],
  [{ type: 'virtual-kubelet' }, true],
  [{ type: 'Virtual-Kubelet' }, false],
  [{ type: 'worker' }, false],
  [{}, false],
])('whether labels %j mark a virtual node: %s', (labels, expected) => {
  expect(isVirtual(new Map(Object.entries<string>(labels)))).toBe(expected);
});
