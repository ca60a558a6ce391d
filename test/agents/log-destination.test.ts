import { LogDestination, LogDestinationKind, SearchDestinationOptions } from '../../src';

const secret = { secretName: 's', key: 'k' };

describe('a destination of logs', () => {
  test('is a kind with its answers', () => {
    expect(LogDestination.standardOutput()).toMatchObject({ kind: LogDestinationKind.STANDARD_OUTPUT, search: undefined });
    expect(LogDestination.openSearch({ host: 'os' })).toMatchObject({ kind: LogDestinationKind.OPENSEARCH });
    expect(LogDestination.elasticsearch({ host: 'es' }).search).toEqual({
      host: 'es',
      port: 9200,
      tls: false,
      verifyCertificate: true,
      index: 'kubernetes',
      daily: true,
      certificateAuthority: undefined,
      user: undefined,
      userName: undefined,
      password: undefined,
    });
  });

  test.each(['es', 'es.logging.svc.cluster.local', '10.0.0.1', 'fd00::1', 'ES-1.example'])('has the host %s', host => {
    expect(LogDestination.elasticsearch({ host }).search!.host).toBe(host);
  });

  test.each<[Partial<SearchDestinationOptions>, string]>([
    [{ host: 'https://es' }, 'host: must be without a scheme, got "https://es"; say tls: true for https'],
    [{ host: '' }, 'host: must be a host name or an address such as "elasticsearch.logging", got ""'],
    [{ host: 'es:9200' }, 'got "es:9200"'],
    [{ host: 'es\n</match>' }, 'host: must be a host name'],
    [{ host: '#{`id`}' }, 'host: must be a host name'],
    [{ port: 0 }, 'port: must be a port from 1 to 65535, got 0'],
    [{ index: 'Logs' }, 'index: must be at most 200 lower case letters'],
    [{ indexPrefix: '-logs' }, 'indexPrefix: must be at most 200 lower case letters'],
    [{ indexPrefix: 'logs-%Y' }, 'indexPrefix: must be'],
    [{ index: '${tag}' }, 'index: must be'],
    [{ index: 'a', indexPrefix: 'b' }, 'index and indexPrefix exclude each other'],
    [{ user: secret }, 'password is missing; it is the key of a Secret: { secretName, key }'],
    [{ userName: 'a' }, 'password is missing'],
    [{ password: secret }, 'user or userName is missing'],
    [{ user: secret, userName: 'a', password: secret }, 'user and userName exclude each other'],
  ])('fails with %j', (options, message) => {
    expect(() => LogDestination.openSearch({ host: 'os', ...options })).toThrow(message);
    expect(() => LogDestination.openSearch({ host: 'os', ...options })).toThrow(/^LogDestination\.openSearch: /);
  });
});
