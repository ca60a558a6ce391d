import { daemonSetOf, newAgent } from './manifests';
import { RollingUpdateOptions, UpdateStrategy } from '../../src';

const written = (options?: RollingUpdateOptions) => daemonSetOf(newAgent({ updateStrategy: UpdateStrategy.rollingUpdate(options) })).spec.updateStrategy;

describe('a rolling update', () => {
  test('leaves Kubernetes\' own default of one node at a time', () => {
    expect(written()).toEqual({ type: 'RollingUpdate' });
  });

  test('takes whole numbers and shares', () => {
    expect(written({ maxUnavailable: 2 })).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } });
    expect(written({ maxUnavailable: '100%' })).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%' } });
    expect(written({ maxUnavailable: '0%', maxSurge: 1 })).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '0%', maxSurge: 1 } });
  });

  test('sets maxUnavailable to 0 where only maxSurge is given, because the default of 1 would be refused', () => {
    expect(written({ maxSurge: '20%' })).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: '20%' } });
  });

  test('may say that nothing surges', () => {
    expect(written({ maxSurge: 0 })).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 0 } });
    expect(written({ maxUnavailable: 3, maxSurge: '0%' })).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 3, maxSurge: '0%' } });
  });

  test.each<[RollingUpdateOptions]>([[{ maxUnavailable: 0 }], [{ maxUnavailable: '0%' }], [{ maxUnavailable: 0, maxSurge: '0%' }]])('fails when both are zero: %j', options => {
    expect(() => UpdateStrategy.rollingUpdate(options)).toThrow('maxUnavailable and maxSurge are both zero, so no pod could ever be replaced');
  });

  test.each<[RollingUpdateOptions]>([[{ maxUnavailable: 1, maxSurge: 1 }], [{ maxUnavailable: '10%', maxSurge: '1%' }]])('fails when both are above zero: %j', options => {
    expect(() => UpdateStrategy.rollingUpdate(options)).toThrow('Kubernetes takes only one of maxUnavailable and maxSurge above zero');
  });

  test.each<[RollingUpdateOptions, string]>([
    [{ maxUnavailable: '101%' }, 'maxUnavailable: must be a whole number of at least 0, or a share from "0%" to "100%", got "101%"'],
    [{ maxSurge: '200%' }, 'maxSurge: must be a whole number of at least 0, or a share from "0%" to "100%", got "200%"'],
    [{ maxUnavailable: '10' }, 'got the text "10"; say 10 or "10%"'],
    [{ maxUnavailable: -1 }, 'got -1'],
    [{ maxUnavailable: 1.5 }, 'got 1.5'],
    [{ maxUnavailable: 'half' }, 'got "half"'],
    [{ maxUnavailable: '1.5%' }, 'got "1.5%"'],
  ])('fails when it is %j', (options, message) => {
    expect(() => UpdateStrategy.rollingUpdate(options)).toThrow(message);
  });
});

describe('an update strategy', () => {
  test('is a tenth of the nodes at a time unless stated', () => {
    expect(daemonSetOf(newAgent()).spec.updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } });
  });

  test('can wait for somebody to delete each pod', () => {
    expect(daemonSetOf(newAgent({ updateStrategy: UpdateStrategy.onDelete() })).spec.updateStrategy).toEqual({ type: 'OnDelete' });
  });

  describe('that surges', () => {
    const updateStrategy = UpdateStrategy.rollingUpdate({ maxSurge: 1 });
    const port = { name: 'metrics', number: 9000 };

    test('works with a port of the pod alone', () => {
      expect(daemonSetOf(newAgent({ updateStrategy, container: { image: 'agent:1', ports: [port] } })).spec.updateStrategy.rollingUpdate.maxSurge).toBe(1);
    });

    test('fails with a host port, which the second pod would wait for', () => {
      expect(() => newAgent({ updateStrategy, container: { image: 'agent:1', ports: [{ ...port, hostPort: 9000 }] } }))
        .toThrow('with host port 9000 two pods cannot be on one node, so an update with maxSurge would never finish; use maxUnavailable');
    });

    test('fails with a host port of a sidecar', () => {
      expect(() => newAgent({ updateStrategy, sidecars: [{ image: 'proxy:1', ports: [{ ...port, hostPort: 9000 }] }] })).toThrow('with host port 9000');
    });

    test('fails on the host network, with or without a port', () => {
      expect(() => newAgent({ updateStrategy, hostNetwork: true })).toThrow('with the host network two pods cannot be on one node');
      expect(() => newAgent({ updateStrategy, hostNetwork: true, container: { image: 'agent:1', ports: [port] } })).toThrow('with host port 9000');
    });
  });
});
