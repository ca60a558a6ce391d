import { Duration } from 'cdk8s';
import { KubeletCertificateAuthority } from './kubelet-certificate-authority';

/** Of what the kubelet tells how much it uses. */
export enum KubeletStatsGroup {
  /** Each container. */
  CONTAINER = 'container',

  /** The node as a whole. */
  NODE = 'node',

  /** Each pod. */
  POD = 'pod',

  /** Each volume of a pod. */
  VOLUME = 'volume',
}

/** By which address the kubelet of the own node is asked. */
export enum KubeletAddress {
  /** The address of the node. It must be one of IPv4. */
  NODE_IP = 'nodeIp',

  /** The name of the node, which the pods must be able to resolve. Certificates have this one more often. */
  NODE_NAME = 'nodeName',
}

/**
 * Metrics that the kubelet has of its node, and of the pods and containers on it.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/kubeletstatsreceiver
 */
export interface KubeletStatsOptions {
  /**
   * Whether they are collected. The agent may then get `nodes/stats`.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * How often.
   *
   * @default Duration.seconds(30)
   */
  readonly interval?: Duration;

  /**
   * Of what.
   *
   * @default [KubeletStatsGroup.CONTAINER, KubeletStatsGroup.NODE, KubeletStatsGroup.POD]
   */
  readonly groups?: KubeletStatsGroup[];

  /**
   * Who has signed the certificate of the kubelet.
   *
   * @default KubeletCertificateAuthority.notVerified()
   */
  readonly certificateAuthority?: KubeletCertificateAuthority;

  /**
   * By which address the kubelet is asked.
   *
   * @default KubeletAddress.NODE_IP
   */
  readonly address?: KubeletAddress;
}
