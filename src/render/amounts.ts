import { Amounts, percentOf } from '../coverage/amounts';
import { showAmount } from '../placement/pod-requests';

/** Amounts by resource, written as quantities, in the order given. */
export function amountsJson(amounts: Amounts, resources: readonly string[]): { readonly [resource: string]: string } {
  return Object.fromEntries(resources.flatMap(resource => {
    const amount = amounts.get(resource);
    return amount === undefined ? [] : [[resource, showAmount(resource, amount)]];
  }));
}

/** What part is taken of each resource that there is some of, in percent. */
export function sharesJson(taken: Amounts, allocatable: Amounts, resources: readonly string[]): { readonly [resource: string]: number } {
  return Object.fromEntries(resources.flatMap(resource => {
    const percent = percentOf(taken.get(resource) ?? 0n, allocatable.get(resource) ?? 0n);
    return percent === undefined ? [] : [[resource, percent]];
  }));
}
