import { MigStrategy } from './nvidia-device-plugin-options';
import { NvidiaDevicePluginSettings } from './nvidia-device-plugin-settings';
import { NodeSelection } from '../model/node-selection';

/** What NVIDIA's GPU feature discovery calls the GPUs of a node. */
const PRODUCT = 'nvidia.com/gpu.product';
const SHARED = '-SHARED';

/** The products by which the nodes of a variant are told, among those by which the agent's are. */
export function productsOfVariant(agent: NodeSelection | undefined, variant: NodeSelection): string[] {
  const told = products(variant, 'In');
  const among = told.length === 0 ? products(agent, 'In') : told.filter(isAmong(agent));
  return among.filter(product => !products(variant, 'NotIn').includes(product));
}

/** The products by which all other nodes of an agent are told: what a variant leaves out is theirs. */
export function productsOfOthers(agent: NodeSelection | undefined, variants: readonly NodeSelection[]): string[] {
  const leftOut = variants.flatMap(variant => products(variant, 'NotIn'));
  const among = leftOut.length === 0 ? products(agent, 'In') : leftOut.filter(isAmong(agent));
  return among.filter(product => !variants.some(variant => products(variant, 'In').includes(product)));
}

/**
 * GPU feature discovery with the same configuration gives the GPUs of a node another name once they are shared or divided: nodes that
 * are told by their first name only would leave, and get the configuration of others.
 *
 * @throws where nodes that are told by these products would not stay
 * @see https://github.com/NVIDIA/k8s-device-plugin/blob/main/internal/lm/resource.go
 */
export function checkProducts(place: string, told: readonly string[], { migStrategy, timeSlicing }: NvidiaDevicePluginSettings): void {
  const [first] = told;
  if (migStrategy === MigStrategy.SINGLE && first !== undefined) {
    throw new Error(`${place}: nodes: with MigStrategy.SINGLE GPU feature discovery writes into the label ${PRODUCT} how the GPUs are divided, and a node with ${first} leaves; select by a label that stays, such as nvidia.com/gpu.family, or state MigStrategy.NONE where these GPUs are not divided`);
  }
  if (timeSlicing?.replicas['nvidia.com/gpu'] === undefined || timeSlicing.renameByDefault) { return; }
  const alone = told.find(product => !product.endsWith(SHARED) && !told.includes(`${product}${SHARED}`));
  if (alone !== undefined) {
    throw new Error(`${place}: nodes: the label ${PRODUCT} of a node with ${alone} becomes ${alone}${SHARED} once GPU feature discovery knows this configuration, and the node leaves; name both values, select by a label that stays, such as nvidia.com/gpu.family, or state renameByDefault, with which the product keeps its name`);
  }
}

function products(nodes: NodeSelection | undefined, operator: 'In' | 'NotIn'): string[] {
  return nodes?._requirements.filter(requirement => requirement.key === PRODUCT && requirement.operator === operator).flatMap(({ values }) => values) ?? [];
}

function isAmong(agent: NodeSelection | undefined): (product: string) => boolean {
  const all = products(agent, 'In');
  return product => all.length === 0 || all.includes(product);
}
