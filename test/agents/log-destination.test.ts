import { HttpDestinationOptions, KafkaDestinationOptions, KafkaLogin, LogDestination, LogDestinationKind, S3DestinationOptions, SearchDestinationOptions } from '../../src';

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
    [{ user: { secretName: '', key: 'k' }, password: secret }, 'user: the name of a Secret must'],
    [{ userName: 'a', password: { secretName: 's', key: '' } }, 'password: a key of a Secret has letters, digits, "-", "_" and ".", got ""'],
    [{ certificateAuthority: { secretName: 'No', key: 'k' } }, 'certificateAuthority: the name of a Secret must'],
    [{ userName: 'a\nb', password: secret }, 'userName: must be one line, got "a\\nb"'],
  ])('fails with %j', (options, message) => {
    expect(() => LogDestination.openSearch({ host: 'os', ...options })).toThrow(message);
    expect(() => LogDestination.openSearch({ host: 'os', ...options })).toThrow(/^LogDestination\.openSearch: /);
  });
});

test.each<[string, () => unknown]>([
  ['elasticsearch: host', () => LogDestination.elasticsearch({} as SearchDestinationOptions)],
  ['s3: bucket', () => LogDestination.s3({} as S3DestinationOptions)],
  ['elasticsearch: password: secretName', () => LogDestination.elasticsearch({ host: 'es', userName: 'u', password: { key: 'k' } as typeof secret })],
  ['elasticsearch: password: key', () => LogDestination.elasticsearch({ host: 'es', userName: 'u', password: { secretName: 's' } as typeof secret })],
])('fails without %s, which would be the word "undefined"', (prop, destination) => {
  expect(destination).toThrow(`LogDestination.${prop}: is missing; a variable of the environment that is not set is undefined`);
});

describe('Kafka as a destination', () => {
  test('is a topic, reached by its brokers', () => {
    expect(LogDestination.kafka({ brokers: ['a:9092'] })).toMatchObject({ kind: LogDestinationKind.KAFKA, topic: { topic: 'logs', tls: false, login: KafkaLogin.SCRAM_SHA_512 } });
    expect(LogDestination.kafka({ brokers: ['a:9092'], userName: 'u', password: secret }).topic!.tls).toBe(true);
    expect(LogDestination.kafka({ brokers: ['a:9092'], certificateAuthority: secret }).topic!.tls).toBe(true);
  });

  test.each<[Partial<KafkaDestinationOptions>, string]>([
    [{ brokers: [] }, 'brokers: must name at least one'],
    [{ brokers: ['a'] }, 'brokers: must be a host and a port from 1 to 65535, such as "kafka-0.kafka.logging:9092", got "a"'],
    [{ brokers: ['a:0'] }, 'got "a:0"'],
    [{ brokers: ['a:70000'] }, 'got "a:70000"'],
    [{ brokers: ['kafka://a:9092'] }, 'got "kafka://a:9092"'],
    [{ topic: 'a b' }, 'topic: must be 1-249 letters, digits, "-", "_" and ".", got "a b"'],
    [{ topic: '..' }, 'topic: must be'],
    [{ password: secret }, 'user or userName is missing'],
    [{ certificateAuthority: secret, tls: false }, 'certificateAuthority is of no use without tls'],
  ])('fails with %j', (options, message) => {
    expect(() => LogDestination.kafka({ brokers: ['a:9092'], ...options })).toThrow(message);
    expect(() => LogDestination.kafka({ brokers: ['a:9092'], ...options })).toThrow(/^LogDestination\.kafka: /);
  });
});

describe('an object store as a destination', () => {
  test('is a bucket', () => {
    expect(LogDestination.s3({ bucket: 'logs' })).toMatchObject({ kind: LogDestinationKind.S3, bucket: { bucket: 'logs', region: 'us-east-1', prefix: 'logs' } });
    expect(LogDestination.s3({ bucket: 'logs', endpoint: 'https://[fd00::1]:9000' }).bucket!.endpoint).toBe('https://[fd00::1]:9000');
  });

  test.each<[Partial<S3DestinationOptions>, string]>([
    [{ bucket: 'Logs' }, 'bucket: must be 3-63 lower case letters'],
    [{ bucket: 'a' }, 'bucket: must be'],
    [{ region: 'eu central' }, 'region: must be lower case letters'],
    [{ endpoint: 'minio' }, 'endpoint: must be a URL such as "https://logs.example/ingest", got "minio"'],
    [{ endpoint: 'ftp://minio' }, 'endpoint: must be a URL'],
    [{ prefix: '/logs' }, 'prefix: must be letters'],
    [{ prefix: 'a#{b}' }, 'prefix: must be'],
    [{ accessKeyId: secret }, 'accessKeyId and secretAccessKey belong together'],
    [{ accessKeyId: { secretName: '', key: 'k' }, secretAccessKey: secret }, 'accessKeyId: the name of a Secret'],
  ])('fails with %j', (options, message) => {
    expect(() => LogDestination.s3({ bucket: 'logs', ...options })).toThrow(message);
    expect(() => LogDestination.s3({ bucket: 'logs', ...options })).toThrow(/^LogDestination\.s3: /);
  });
});

describe('a web server as a destination', () => {
  test('is a URL', () => {
    expect(LogDestination.http({ url: 'http://logs/in?x=1' })).toMatchObject({ kind: LogDestinationKind.HTTP, webServer: { url: 'http://logs/in?x=1', verifyCertificate: true } });
  });

  test.each<[Partial<HttpDestinationOptions>, string]>([
    [{ url: 'logs.example' }, 'url: must be a URL such as "https://logs.example/ingest", got "logs.example"'],
    [{ url: 'https://user:secret@logs' }, 'url: must be a URL such as "https://logs.example/ingest", without a user and a password'],
    [{ url: 'https://logs/\n' }, 'url: must be a URL'],
    [{ url: 'https://logs/#{x}' }, 'url: must be a URL'],
    [{ url: 'http://logs', userName: 'u', password: secret }, 'url: a password is sent over https only'],
    [{ userName: 'u' }, 'password is missing'],
  ])('fails with %j', (options, message) => {
    expect(() => LogDestination.http({ url: 'https://logs', ...options })).toThrow(message);
    expect(() => LogDestination.http({ url: 'https://logs', ...options })).toThrow(/^LogDestination\.http: /);
    expect(() => LogDestination.http({ url: 'https://logs', ...options })).not.toThrow(/secret@/);
  });
});
