import { expectVerdicts, Rule } from './verdicts';

const handler = { exec: { command: ['true'] } };
const probe = 'C.livenessProbe';

/** V55-V57, and section 9.3 of the semantics. */
const RULES: Rule[] = [
  { rule: 'a probe has a handler', field: probe, refused: [{}, { periodSeconds: 1 }, { exec: null }], accepted: [handler, null] },
  {
    rule: 'a probe has one handler',
    field: probe,
    at: `${probe}.tcpSocket`,
    refused: [{ ...handler, tcpSocket: { port: 1 } }],
    accepted: [{ tcpSocket: { port: 1 } }, { grpc: { port: 1 } }],
  },
  { rule: 'a command is not empty', field: probe, at: `${probe}.exec.command`, refused: [{ exec: {} }, { exec: { command: [] } }], accepted: [handler] },
  {
    rule: 'a port is a number or a name',
    field: `${probe}.httpGet.port`,
    refused: [0, 65_536, '8080', '', 'Http', null],
    accepted: [1, 65_535, 'http', 'nobody-has-it'],
  },
  { rule: 'a port of gRPC is a number', field: `${probe}.grpc.port`, refused: [0, null, 65_536], accepted: [1] },
  {
    rule: 'a scheme is HTTP or HTTPS',
    field: `${probe}.httpGet.scheme`,
    given: { [`${probe}.httpGet.port`]: 1 },
    refused: ['http'],
    accepted: ['HTTP', 'HTTPS', '', null],
  },
  {
    rule: 'a header has a name',
    field: `${probe}.httpGet.httpHeaders[0].name`,
    given: { [`${probe}.httpGet.port`]: 1 },
    refused: ['X_Y', '', null],
    accepted: ['X-Y'],
  },
  { rule: 'numbers are not negative', field: `${probe}.failureThreshold`, given: { [probe]: { ...handler } }, refused: [-1], accepted: [0, 1, null] },
  { rule: 'one success is enough for liveness', field: `${probe}.successThreshold`, given: { [probe]: { ...handler } }, refused: [2], accepted: [0, 1, null] },
  {
    rule: 'one success is enough for startup',
    field: 'C.startupProbe.successThreshold',
    given: { 'C.startupProbe': { ...handler } },
    refused: [2],
    accepted: [1],
  },
  { rule: 'readiness may take more', field: 'C.readinessProbe.successThreshold', given: { 'C.readinessProbe': { ...handler } }, refused: [-1], accepted: [2] },
  {
    rule: 'a probe gives at least one second to stop',
    field: `${probe}.terminationGracePeriodSeconds`,
    given: { [probe]: { ...handler } },
    refused: [0, -1],
    accepted: [1, null],
  },
  {
    rule: 'readiness stops nothing',
    field: 'C.readinessProbe.terminationGracePeriodSeconds',
    given: { 'C.readinessProbe': { ...handler } },
    refused: [1],
    accepted: [null],
  },
  {
    rule: 'a lifecycle handler is one of its kinds',
    field: 'C.lifecycle.preStop',
    refused: [{}],
    accepted: [handler, { httpGet: { port: 1 } }, { sleep: { seconds: 0 } }, null],
  },
  { rule: 'a sleep fits the grace period', field: 'C.lifecycle.preStop.sleep.seconds', refused: [31, -1], accepted: [30, 0, null] },
];

test.each(RULES)('$rule', row => expectVerdicts(row));
