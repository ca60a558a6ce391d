/** The Service in front of the pods of an agent. */
export enum MetricsService {
  /** One without an address of its own: its name resolves to all pods, each of which has metrics of its own. */
  HEADLESS = 'Headless',

  /** One with an address of its own, behind which any of the pods answers. */
  CLUSTER_IP = 'ClusterIP',

  /** None. */
  NONE = 'None',
}
