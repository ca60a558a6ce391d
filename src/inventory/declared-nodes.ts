import { DeclaredTaint } from '../manifest/declared-taint';

/** What nodes and pools have in common. */
export interface DeclaredProperties {
  readonly labels?: { readonly [key: string]: string | null } | null;
  readonly taints?: readonly DeclaredTaint[] | null;
  readonly startupTaints?: readonly DeclaredTaint[] | null;
  readonly allocatable?: { readonly [resource: string]: string | number | null } | null;
  readonly unschedulable?: boolean | null;
  readonly osImage?: string | null;
  readonly virtual?: boolean | null;
}

/** A single node, as an inventory declares it. */
export interface DeclaredNode extends DeclaredProperties {
  readonly name?: string | null;
}

/** One of several machine shapes of a pool. */
export interface DeclaredShape {
  readonly name?: string | null;
  readonly count?: number | null;
  readonly labels?: { readonly [key: string]: string | null } | null;
  readonly taints?: readonly DeclaredTaint[] | null;
  readonly allocatable?: { readonly [resource: string]: string | number | null } | null;
  readonly osImage?: string | null;
}

/** Alike nodes, as an inventory declares them. */
export interface DeclaredPool extends DeclaredProperties {
  readonly name?: string | null;
  readonly count?: number | null;
  readonly min?: number | null;
  readonly max?: number | null;
  readonly shapes?: readonly DeclaredShape[] | null;
}

/** The `spec` of an inventory file, its JSON types checked. */
export interface DeclaredSpec {
  readonly kubernetesVersion?: string | null;
  readonly observedAt?: string | null;
  readonly nodes?: readonly DeclaredNode[] | null;
  readonly pools?: readonly DeclaredPool[] | null;
}
