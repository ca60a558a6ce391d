import { expectVersions, Versions } from './verdicts';

/** What one release takes and another does not. Sections 9 and 12 of the semantics, and the sources. */
test.each<Versions & { what: string }>([
  { what: 'names of variables that begin with a digit', field: 'C.env', value: [{ name: '1A' }], refusedIn: [27, 31] },
  { what: 'names of variables with an equals sign', field: 'C.env', value: [{ name: 'A=B' }], refusedIn: [27, 37] },
  { what: 'restartPolicy of a container', field: 'C.restartPolicy', value: 'OnFailure', refusedIn: [28, 33] },
  { what: 'an unknown restartPolicy of a container', field: 'C.restartPolicy', value: 'x', refusedIn: [28, 33], again: [35, 37] },
  {
    what: 'rules without a restartPolicy',
    field: 'C.restartPolicyRules',
    value: [{ action: 'Restart', exitCodes: { operator: 'In', values: [1] } }],
    refusedIn: [35, 37],
  },
  {
    what: 'the restartPolicy of an init container',
    field: 'T.initContainers',
    value: [{ name: 'd', image: 'i', restartPolicy: 'Never' }],
    refusedIn: [29, 33],
  },
  {
    what: 'the probe of a sidecar',
    field: 'T.initContainers',
    value: [{ name: 'd', image: 'i', restartPolicy: 'Always', startupProbe: { tcpSocket: { port: 1 } } }],
    refusedIn: [27, 28],
  },
  { what: 'resources of a pod', field: 'T.resources', value: { limits: { gpu: 1 } }, refusedIn: [34, 37] },
  { what: 'claims of a pod', field: 'T.resourceClaims', value: [{}], refusedIn: [34, 37] },
  { what: 'users of the pod in the network of the host', field: 'T.hostUsers', value: false, given: { 'T.hostNetwork': true }, refusedIn: [33, 37] },
  { what: 'a hostnameOverride', field: 'T.hostnameOverride', value: '', refusedIn: [35, 37] },
  {
    what: 'fileKeyRef',
    field: 'C.env[0]',
    value: { name: 'A', valueFrom: { fileKeyRef: { volumeName: 'v', path: 'p', key: 'k' } } },
    given: { 'T.volumes': [{ name: 'v' }] },
    refusedIn: [27, 34],
  },
  { what: 'status.hostIPs', field: 'C.env[0]', value: { name: 'A', valueFrom: { fieldRef: { fieldPath: 'status.hostIPs' } } }, refusedIn: [27, 28] },
  {
    what: 'a token above its volume',
    field: 'T.volumes',
    value: [{ name: 'v', projected: { sources: [{ serviceAccountToken: { path: '../t' } }] } }],
    refusedIn: [30, 37],
  },
  { what: 'a sleep', field: 'C.lifecycle.preStop', value: { sleep: { seconds: 1 } }, refusedIn: [27, 29] },
  { what: 'a sleep of no seconds', field: 'C.lifecycle.preStop', value: { sleep: { seconds: 0 } }, refusedIn: [27, 32] },
  { what: 'a search with an underscore', field: 'T.dnsConfig.searches', value: ['_a'], refusedIn: [27, 32] },
  { what: 'an address with leading zeros', field: 'T.dnsConfig.nameservers', value: ['010.0.0.1'], refusedIn: [36, 37] },
  { what: 'IPv4 in the form of IPv6', field: 'T.dnsConfig.nameservers', value: ['::ffff:1.2.3.4'], refusedIn: [36, 37] },
  { what: 'resizePolicy', field: 'C.resizePolicy', value: [{}], refusedIn: [33, 37] },
  {
    what: 'a restart for the resize of an init container',
    field: 'T.initContainers',
    value: [{ name: 'd', image: 'i', resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] }],
    refusedIn: [36, 37],
  },
  { what: 'Gt in a toleration', field: 'T.tolerations', value: [{ key: 'a', operator: 'Gt', value: '1' }], refusedIn: [27, 37] },
])('$what', row => expectVersions(row));
