import { daemonSet, node } from '../../builders';
import { Answers, onPorts } from '../cluster-builders';

/** What becomes of the second of two DaemonSets on one node. */
function second(first: Record<string, unknown>, other: Record<string, unknown>, minor = 37) {
  return new Answers([daemonSet({ name: 'a', pod: first }), daemonSet({ name: 'b', pod: other })], [node('n')], { minor }).of('b', 'n');
}

test.each`
  taken                                              | wanted                                             | free     | because
  ${{ hostPort: 80 }}                                | ${{ hostPort: 80 }}                                | ${false} | ${'it is the same port'}
  ${{ hostPort: 80 }}                                | ${{ hostPort: 81 }}                                | ${true}  | ${'it is another port'}
  ${{ hostPort: 80, protocol: 'UDP' }}               | ${{ hostPort: 80 }}                                | ${true}  | ${'protocols are apart'}
  ${{ hostPort: 80, hostIP: '127.0.0.1' }}           | ${{ hostPort: 80, hostIP: '10.0.0.1' }}            | ${true}  | ${'addresses are apart'}
  ${{ hostPort: 80, hostIP: '127.0.0.1' }}           | ${{ hostPort: 80 }}                                | ${false} | ${'no address means every address'}
  ${{ hostPort: 80, hostIP: '0.0.0.0' }}             | ${{ hostPort: 80, hostIP: '10.0.0.1' }}            | ${false} | ${'0.0.0.0 is every address'}
  ${{ hostPort: 80, hostIP: '::' }}                  | ${{ hostPort: 80, hostIP: '10.0.0.1' }}            | ${true}  | ${':: is an ordinary address'}
  ${{ hostPort: 80, hostIP: '::' }}                  | ${{ hostPort: 80 }}                                | ${false} | ${'no address means ::, too'}
  ${{}}                                              | ${{ hostPort: 80 }}                                | ${true}  | ${'the port of a container alone reserves nothing'}
`('$because', ({ taken, wanted, free }) => expect(second(onPorts(taken as object), onPorts(wanted as object)).outcome).toBe(free ? 'Runs' : 'Pending'));

test('on the host network the ports of containers are ports of the node', () => {
  expect(second({ ...onPorts({ containerPort: 9100 }), hostNetwork: true }, { ...onPorts({ containerPort: 9100 }), hostNetwork: true }).outcome).toBe('Pending');
});

describe('init containers', () => {
  const init = (more: object) => ({ ...onPorts(), initContainers: [{ name: 'i', image: 'i', ports: [{ containerPort: 80, hostPort: 80 }], ...more }] });

  test('ordinary ones take no port', () => expect(second(init({}), onPorts({ hostPort: 80 })).outcome).toBe('Runs'));

  test('sidecars do from 1.34 on', () => {
    expect([33, 34].map(minor => second(init({ restartPolicy: 'Always' }), onPorts({ hostPort: 80 }), minor).outcome)).toEqual(['Runs', 'Pending']);
  });
});

test('each port is named with who has it', () => {
  const taken = onPorts({ hostPort: 80, hostIP: '127.0.0.1' }, { containerPort: 443, hostPort: 443 });

  expect(second(taken, onPorts({ hostPort: 80 }, { containerPort: 443, hostPort: 443 })).reasons.map(({ message }) => message)).toEqual([
    'host port 80/TCP is taken by monitoring/a as 127.0.0.1:80/TCP',
    'host port 443/TCP is taken by monitoring/a',
  ]);
});
