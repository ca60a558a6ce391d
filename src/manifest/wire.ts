/**
 * Kubernetes objects as JSON has them, as far as we read them. Only what has passed the check of its types
 * (wire-types.ts) may be treated as one of these; null stands for absent everywhere.
 */
type Maybe<T> = T | null | undefined;

export interface WireMap<T> { readonly [key: string]: T | null }

export interface WireMeta {
  readonly name?: Maybe<string>;
  readonly generateName?: Maybe<string>;
  readonly uid?: Maybe<string>;
  readonly namespace?: Maybe<string>;
  readonly labels?: Maybe<WireMap<string>>;
  readonly annotations?: Maybe<WireMap<string>>;
  readonly finalizers?: Maybe<readonly string[]>;
  readonly ownerReferences?: Maybe<readonly WireOwnerReference[]>;
}

export interface WireOwnerReference {
  readonly apiVersion?: Maybe<string>;
  readonly kind?: Maybe<string>;
  readonly name?: Maybe<string>;
  readonly uid?: Maybe<string>;
  readonly controller?: Maybe<boolean>;
}

export interface WireToleration {
  readonly key?: Maybe<string>;
  readonly operator?: Maybe<string>;
  readonly value?: Maybe<string>;
  readonly effect?: Maybe<string>;
  readonly tolerationSeconds?: Maybe<number>;
}

export interface WireTaint {
  readonly key?: Maybe<string>;
  readonly value?: Maybe<string>;
  readonly effect?: Maybe<string>;
}

export interface WireRequirement {
  readonly key?: Maybe<string>;
  readonly operator?: Maybe<string>;
  readonly values?: Maybe<readonly string[]>;
}

export interface WireLabelSelector {
  readonly matchLabels?: Maybe<WireMap<string>>;
  readonly matchExpressions?: Maybe<readonly WireRequirement[]>;
}

export interface WireNodeSelectorTerm {
  readonly matchExpressions?: Maybe<readonly WireRequirement[]>;
  readonly matchFields?: Maybe<readonly WireRequirement[]>;
}

export interface WirePodAffinityTerm {
  readonly topologyKey?: Maybe<string>;
  readonly labelSelector?: Maybe<WireLabelSelector>;
  readonly namespaces?: Maybe<readonly string[]>;
  readonly namespaceSelector?: Maybe<WireLabelSelector>;
  readonly matchLabelKeys?: Maybe<readonly string[]>;
  readonly mismatchLabelKeys?: Maybe<readonly string[]>;
}

export interface WirePodAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: Maybe<readonly WirePodAffinityTerm[]>;
  readonly preferredDuringSchedulingIgnoredDuringExecution?: Maybe<readonly {
    readonly weight?: Maybe<number>;
    readonly podAffinityTerm?: Maybe<WirePodAffinityTerm>;
  }[]>;
}

export interface WireAffinity {
  readonly nodeAffinity?: Maybe<{
    readonly requiredDuringSchedulingIgnoredDuringExecution?: Maybe<{ readonly nodeSelectorTerms?: Maybe<readonly WireNodeSelectorTerm[]> }>;
    readonly preferredDuringSchedulingIgnoredDuringExecution?: Maybe<readonly {
      readonly weight?: Maybe<number>;
      readonly preference?: Maybe<WireNodeSelectorTerm>;
    }[]>;
  }>;
  readonly podAffinity?: Maybe<WirePodAffinity>;
  readonly podAntiAffinity?: Maybe<WirePodAffinity>;
}

export interface WireSpreadConstraint {
  readonly maxSkew?: Maybe<number>;
  readonly topologyKey?: Maybe<string>;
  readonly whenUnsatisfiable?: Maybe<string>;
  readonly labelSelector?: Maybe<WireLabelSelector>;
  readonly minDomains?: Maybe<number>;
  readonly nodeAffinityPolicy?: Maybe<string>;
  readonly nodeTaintsPolicy?: Maybe<string>;
  readonly matchLabelKeys?: Maybe<readonly string[]>;
}

export interface WireResources {
  readonly requests?: Maybe<WireMap<string | number>>;
  readonly limits?: Maybe<WireMap<string | number>>;
  readonly claims?: Maybe<readonly { readonly name?: Maybe<string>; readonly request?: Maybe<string> }[]>;
}

export interface WirePort {
  readonly name?: Maybe<string>;
  readonly containerPort?: Maybe<number>;
  readonly hostPort?: Maybe<number>;
  readonly protocol?: Maybe<string>;
  readonly hostIP?: Maybe<string>;
}

export interface WireVolumeMount {
  readonly name?: Maybe<string>;
  readonly mountPath?: Maybe<string>;
  readonly readOnly?: Maybe<boolean>;
  readonly subPath?: Maybe<string>;
  readonly subPathExpr?: Maybe<string>;
  readonly mountPropagation?: Maybe<string>;
  readonly recursiveReadOnly?: Maybe<string>;
}

export interface WireHandler {
  readonly exec?: Maybe<{ readonly command?: Maybe<readonly string[]> }>;
  readonly httpGet?: Maybe<{
    readonly host?: Maybe<string>;
    readonly port?: Maybe<number | string>;
    readonly scheme?: Maybe<string>;
    readonly httpHeaders?: Maybe<readonly { readonly name?: Maybe<string> }[]>;
  }>;
  readonly tcpSocket?: Maybe<{ readonly host?: Maybe<string>; readonly port?: Maybe<number | string> }>;
  readonly grpc?: Maybe<{ readonly port?: Maybe<number> }>;
  readonly sleep?: Maybe<{ readonly seconds?: Maybe<number> }>;
}

export interface WireProbe extends WireHandler {
  readonly initialDelaySeconds?: Maybe<number>;
  readonly timeoutSeconds?: Maybe<number>;
  readonly periodSeconds?: Maybe<number>;
  readonly successThreshold?: Maybe<number>;
  readonly failureThreshold?: Maybe<number>;
  readonly terminationGracePeriodSeconds?: Maybe<number>;
}

export interface WireLifecycle {
  readonly postStart?: Maybe<WireHandler>;
  readonly preStop?: Maybe<WireHandler>;
  readonly stopSignal?: Maybe<string>;
}

export interface WireFieldRef { readonly apiVersion?: Maybe<string>; readonly fieldPath?: Maybe<string> }

export interface WireResourceFieldRef {
  readonly containerName?: Maybe<string>;
  readonly resource?: Maybe<string>;
  readonly divisor?: Maybe<string | number>;
}

export interface WireKeyRef { readonly name?: Maybe<string>; readonly key?: Maybe<string> }

export interface WireFileKeyRef { readonly volumeName?: Maybe<string>; readonly path?: Maybe<string>; readonly key?: Maybe<string> }

export interface WireEnvVar {
  readonly name?: Maybe<string>;
  readonly value?: Maybe<string>;
  readonly valueFrom?: Maybe<{
    readonly fieldRef?: Maybe<WireFieldRef>;
    readonly resourceFieldRef?: Maybe<WireResourceFieldRef>;
    readonly configMapKeyRef?: Maybe<WireKeyRef>;
    readonly secretKeyRef?: Maybe<WireKeyRef>;
    readonly fileKeyRef?: Maybe<WireFileKeyRef>;
  }>;
}

export interface WireEnvFrom {
  readonly prefix?: Maybe<string>;
  readonly configMapRef?: Maybe<{ readonly name?: Maybe<string> }>;
  readonly secretRef?: Maybe<{ readonly name?: Maybe<string> }>;
}

export interface WireProfile { readonly type?: Maybe<string>; readonly localhostProfile?: Maybe<string> }

export interface WireWindowsOptions {
  readonly gmsaCredentialSpecName?: Maybe<string>;
  readonly gmsaCredentialSpec?: Maybe<string>;
  readonly runAsUserName?: Maybe<string>;
  readonly hostProcess?: Maybe<boolean>;
}

/** What the security contexts of pods and of containers have in common. */
export interface WireAnySecurityContext {
  readonly runAsNonRoot?: Maybe<boolean>;
  readonly runAsUser?: Maybe<number>;
  readonly runAsGroup?: Maybe<number>;
  readonly seccompProfile?: Maybe<WireProfile>;
  readonly appArmorProfile?: Maybe<WireProfile>;
  readonly windowsOptions?: Maybe<WireWindowsOptions>;
  readonly seLinuxOptions?: Maybe<{
    readonly type?: Maybe<string>;
    readonly user?: Maybe<string>;
    readonly role?: Maybe<string>;
    readonly level?: Maybe<string>;
  }>;
}

export interface WireSecurityContext extends WireAnySecurityContext {
  readonly privileged?: Maybe<boolean>;
  readonly allowPrivilegeEscalation?: Maybe<boolean>;
  readonly readOnlyRootFilesystem?: Maybe<boolean>;
  readonly procMount?: Maybe<string>;
  readonly capabilities?: Maybe<{ readonly add?: Maybe<readonly string[]>; readonly drop?: Maybe<readonly string[]> }>;
}

export interface WirePodSecurityContext extends WireAnySecurityContext {
  readonly fsGroup?: Maybe<number>;
  readonly fsGroupChangePolicy?: Maybe<string>;
  readonly supplementalGroups?: Maybe<readonly number[]>;
  readonly supplementalGroupsPolicy?: Maybe<string>;
  readonly seLinuxChangePolicy?: Maybe<string>;
  readonly sysctls?: Maybe<readonly { readonly name?: Maybe<string>; readonly value?: Maybe<string> }[]>;
}

export interface WireRestartRule {
  readonly action?: Maybe<string>;
  readonly exitCodes?: Maybe<{ readonly operator?: Maybe<string>; readonly values?: Maybe<readonly number[]> }>;
}

export interface WireContainer {
  readonly name?: Maybe<string>;
  readonly image?: Maybe<string>;
  readonly command?: Maybe<readonly string[]>;
  readonly args?: Maybe<readonly string[]>;
  readonly imagePullPolicy?: Maybe<string>;
  readonly terminationMessagePolicy?: Maybe<string>;
  readonly env?: Maybe<readonly WireEnvVar[]>;
  readonly envFrom?: Maybe<readonly WireEnvFrom[]>;
  readonly resources?: Maybe<WireResources>;
  readonly resizePolicy?: Maybe<readonly { readonly resourceName?: Maybe<string>; readonly restartPolicy?: Maybe<string> }[]>;
  readonly ports?: Maybe<readonly WirePort[]>;
  readonly restartPolicy?: Maybe<string>;
  readonly restartPolicyRules?: Maybe<readonly WireRestartRule[]>;
  readonly volumeMounts?: Maybe<readonly WireVolumeMount[]>;
  readonly volumeDevices?: Maybe<readonly { readonly name?: Maybe<string>; readonly devicePath?: Maybe<string> }[]>;
  readonly livenessProbe?: Maybe<WireProbe>;
  readonly readinessProbe?: Maybe<WireProbe>;
  readonly startupProbe?: Maybe<WireProbe>;
  readonly lifecycle?: Maybe<WireLifecycle>;
  readonly securityContext?: Maybe<WireSecurityContext>;
}

export interface WireKeyToPath { readonly key?: Maybe<string>; readonly path?: Maybe<string>; readonly mode?: Maybe<number> }

export interface WireDownwardFile {
  readonly path?: Maybe<string>;
  readonly mode?: Maybe<number>;
  readonly fieldRef?: Maybe<WireFieldRef>;
  readonly resourceFieldRef?: Maybe<WireResourceFieldRef>;
}

export interface WireVolumeProjection {
  readonly secret?: Maybe<{ readonly name?: Maybe<string>; readonly items?: Maybe<readonly WireKeyToPath[]> }>;
  readonly configMap?: Maybe<{ readonly name?: Maybe<string>; readonly items?: Maybe<readonly WireKeyToPath[]> }>;
  readonly downwardAPI?: Maybe<{ readonly items?: Maybe<readonly WireDownwardFile[]> }>;
  readonly serviceAccountToken?: Maybe<{ readonly path?: Maybe<string>; readonly expirationSeconds?: Maybe<number> }>;
  readonly clusterTrustBundle?: Maybe<WireClusterTrustBundle>;
  readonly podCertificate?: Maybe<WirePodCertificate>;
}

export interface WireClusterTrustBundle {
  readonly name?: Maybe<string>;
  readonly signerName?: Maybe<string>;
  readonly labelSelector?: Maybe<WireLabelSelector>;
  readonly path?: Maybe<string>;
}

export interface WirePodCertificate {
  readonly signerName?: Maybe<string>;
  readonly keyType?: Maybe<string>;
  readonly maxExpirationSeconds?: Maybe<number>;
  readonly credentialBundlePath?: Maybe<string>;
  readonly keyPath?: Maybe<string>;
  readonly certificateChainPath?: Maybe<string>;
  readonly userAnnotations?: Maybe<WireMap<string>>;
}

/** The sources that are read field by field; of all others only the fields that must be there are looked at. */
export interface WireVolume {
  readonly name?: Maybe<string>;
  readonly hostPath?: Maybe<{ readonly path?: Maybe<string>; readonly type?: Maybe<string> }>;
  readonly emptyDir?: Maybe<{ readonly sizeLimit?: Maybe<string | number> }>;
  readonly configMap?: Maybe<{ readonly name?: Maybe<string>; readonly defaultMode?: Maybe<number>; readonly items?: Maybe<readonly WireKeyToPath[]> }>;
  readonly secret?: Maybe<{ readonly secretName?: Maybe<string>; readonly defaultMode?: Maybe<number>; readonly items?: Maybe<readonly WireKeyToPath[]> }>;
  readonly downwardAPI?: Maybe<{ readonly defaultMode?: Maybe<number>; readonly items?: Maybe<readonly WireDownwardFile[]> }>;
  readonly projected?: Maybe<{ readonly defaultMode?: Maybe<number>; readonly sources?: Maybe<readonly WireVolumeProjection[]> }>;
  readonly image?: Maybe<{ readonly reference?: Maybe<string>; readonly pullPolicy?: Maybe<string> }>;
  readonly ephemeral?: Maybe<{ readonly volumeClaimTemplate?: Maybe<WireClaimTemplate> }>;
  readonly persistentVolumeClaim?: Maybe<{ readonly claimName?: Maybe<string> }>;
  readonly iscsi?: Maybe<{ readonly targetPortal?: Maybe<string>; readonly initiatorName?: Maybe<string> }>;
}

export interface WireClaimTemplate {
  readonly metadata?: Maybe<WireMeta>;
  readonly spec?: Maybe<{
    readonly accessModes?: Maybe<readonly string[]>;
    readonly resources?: Maybe<WireResources>;
    readonly selector?: Maybe<WireLabelSelector>;
    readonly storageClassName?: Maybe<string>;
    readonly volumeAttributesClassName?: Maybe<string>;
    readonly volumeMode?: Maybe<string>;
    readonly dataSource?: Maybe<WireDataSource>;
    readonly dataSourceRef?: Maybe<WireDataSource>;
  }>;
}

export interface WireDataSource {
  readonly apiGroup?: Maybe<string>;
  readonly kind?: Maybe<string>;
  readonly name?: Maybe<string>;
  readonly namespace?: Maybe<string>;
}

export interface WireDnsConfig {
  readonly nameservers?: Maybe<readonly string[]>;
  readonly searches?: Maybe<readonly string[]>;
  readonly options?: Maybe<readonly { readonly name?: Maybe<string> }[]>;
}

export interface WirePodResourceClaim {
  readonly name?: Maybe<string>;
  readonly resourceClaimName?: Maybe<string>;
  readonly resourceClaimTemplateName?: Maybe<string>;
}

export interface WirePodSpec {
  readonly nodeName?: Maybe<string>;
  readonly nodeSelector?: Maybe<WireMap<string>>;
  readonly affinity?: Maybe<WireAffinity>;
  readonly tolerations?: Maybe<readonly WireToleration[]>;
  readonly hostNetwork?: Maybe<boolean>;
  readonly containers?: Maybe<readonly WireContainer[]>;
  readonly initContainers?: Maybe<readonly WireContainer[]>;
  readonly volumes?: Maybe<readonly WireVolume[]>;
  readonly resources?: Maybe<WireResources>;
  readonly overhead?: Maybe<WireMap<string | number>>;
  readonly topologySpreadConstraints?: Maybe<readonly WireSpreadConstraint[]>;
  readonly schedulerName?: Maybe<string>;
  readonly schedulingGates?: Maybe<readonly { readonly name?: Maybe<string> }[]>;
  readonly priorityClassName?: Maybe<string>;
  readonly priority?: Maybe<number>;
  readonly preemptionPolicy?: Maybe<string>;
  readonly runtimeClassName?: Maybe<string>;
  readonly ephemeralContainers?: Maybe<readonly object[]>;
  readonly restartPolicy?: Maybe<string>;
  readonly activeDeadlineSeconds?: Maybe<number>;
  readonly terminationGracePeriodSeconds?: Maybe<number>;
  readonly serviceAccountName?: Maybe<string>;
  readonly serviceAccount?: Maybe<string>;
  readonly hostname?: Maybe<string>;
  readonly hostnameOverride?: Maybe<string>;
  readonly setHostnameAsFQDN?: Maybe<boolean>;
  readonly subdomain?: Maybe<string>;
  readonly hostPID?: Maybe<boolean>;
  readonly hostIPC?: Maybe<boolean>;
  readonly hostUsers?: Maybe<boolean>;
  readonly shareProcessNamespace?: Maybe<boolean>;
  readonly dnsPolicy?: Maybe<string>;
  readonly dnsConfig?: Maybe<WireDnsConfig>;
  readonly hostAliases?: Maybe<readonly { readonly ip?: Maybe<string>; readonly hostnames?: Maybe<readonly string[]> }[]>;
  readonly readinessGates?: Maybe<readonly { readonly conditionType?: Maybe<string> }[]>;
  readonly resourceClaims?: Maybe<readonly WirePodResourceClaim[]>;
  readonly os?: Maybe<{ readonly name?: Maybe<string> }>;
  readonly securityContext?: Maybe<WirePodSecurityContext>;
}

export interface WirePodTemplate {
  readonly metadata?: Maybe<WireMeta>;
  readonly spec?: Maybe<WirePodSpec>;
}

export interface WireDaemonSet {
  readonly metadata?: Maybe<WireMeta>;
  readonly spec?: Maybe<{
    readonly selector?: Maybe<WireLabelSelector>;
    readonly template?: Maybe<WirePodTemplate>;
    readonly updateStrategy?: Maybe<{
      readonly type?: Maybe<string>;
      readonly rollingUpdate?: Maybe<{ readonly maxUnavailable?: Maybe<number | string>; readonly maxSurge?: Maybe<number | string> }>;
    }>;
    readonly minReadySeconds?: Maybe<number>;
    readonly revisionHistoryLimit?: Maybe<number>;
  }>;
}

export interface WireNode {
  readonly metadata?: Maybe<WireMeta>;
  readonly spec?: Maybe<{ readonly taints?: Maybe<readonly WireTaint[]>; readonly unschedulable?: Maybe<boolean> }>;
  readonly status?: Maybe<{
    readonly allocatable?: Maybe<WireMap<string | number>>;
    readonly capacity?: Maybe<WireMap<string | number>>;
    readonly nodeInfo?: Maybe<{ readonly osImage?: Maybe<string> }>;
  }>;
}
