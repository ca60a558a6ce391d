import { Construct } from 'constructs';
import { manifests } from './manifests';
import { CoverageReport, NodeInventory, NodePool } from '../../src';

/** What is an error when the objects of a construct are held against these nodes, one line each. */
export function errorsOf(construct: Construct, ...pools: NodePool[]): string[] {
  return CoverageReport.of(manifests(construct), NodeInventory.ofPools(...pools))._errors();
}
