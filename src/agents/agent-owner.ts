import { Construct } from 'constructs';
import { DaemonSetName } from './daemon-set-name';

/** The agent that the objects around a DaemonSet belong to: they share its name and labels. */
export interface AgentOwner {
  readonly scope: Construct;
  readonly name: DaemonSetName;
  readonly labels: { [label: string]: string };
}
