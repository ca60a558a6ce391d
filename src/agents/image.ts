const REFERENCE = /^(?<repository>(?:[^\s/:@]+(?::\d+)?\/)?[^\s:@]+)(?::(?<tag>[\w][\w.-]*))?(?:@(?<digest>[a-z0-9]+:[0-9a-fA-F]{32,}))?$/;
const REGISTRY = /^[a-zA-Z0-9]([-a-zA-Z0-9.]*[a-zA-Z0-9])?(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;

/** Tags that are made anew for each build or release, by their names. */
const MOVING_TAG = /^(canary|dev|devel|develop|edge|head|latest|main|master|nightly|stable|unstable)$/i;

/**
 * Tags that one publisher moves, although they look like a version: `v1-debian-elasticsearch` and `v1.19-debian-elasticsearch8-1`.
 *
 * @see https://github.com/fluent/fluentd-kubernetes-daemonset (README.md and .github/workflows/docker-build.yml, read on 2026-11-27)
 */
const MOVING_VERSIONS: readonly { readonly repository: RegExp; readonly tag: RegExp }[] = [
  { repository: /(^|\/)fluent\/fluentd-kubernetes-daemonset$/, tag: /^v1(\.\d+)?-/ },
];

/** The image, if it says which version of itself is meant. */
export function checkedImage(place: string, image: string, allowLatestTag: boolean): string {
  const parts = REFERENCE.exec(image)?.groups;
  if (!parts) { throw new Error(`${place}: must be an image such as "registry.example/agent:1.2.3", got "${image}"`); }
  const { repository = '', tag, digest } = parts;
  if (digest || allowLatestTag || tag && !isMoved(repository, tag)) { return image; }
  throw new Error(`${place}: "${image}" may be another program on each node and tomorrow; give it a tag that is not moved, as "latest" is, or a digest, or set allowLatestTag`);
}

/** @throws where an image that a prop of its own names does not say which version of itself is meant */
export function checkImages(place: string, images: { readonly [prop: string]: string | undefined }, allowLatestTag = false): void {
  for (const [prop, image] of Object.entries(images)) {
    if (image !== undefined) { checkedImage(`${place}: ${prop}`, image, allowLatestTag); }
  }
}

/** The registry, with a path or not, if it is one. */
export function checkedRegistry(place: string, registry: string): string {
  if (!REGISTRY.test(registry)) { throw new Error(`${place}: must be a registry such as "registry.example" or "registry.example:5000/mirror", got "${registry}"`); }
  return registry;
}

/** The same image in another registry. */
export function pulledFrom(registry: string | undefined, image: string): string {
  if (registry === undefined) { return image; }
  const [first = '', ...rest] = image.split('/');
  return [registry, ...rest.length > 0 && isHost(first) ? rest : [first, ...rest]].join('/');
}

/** The last part of the image's repository, as a container may be called. */
export function imageName(image: string): string {
  const repository = REFERENCE.exec(image)?.groups?.repository ?? image;
  return repository.slice(repository.lastIndexOf('/') + 1).toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 63);
}

function isMoved(repository: string, tag: string): boolean {
  return MOVING_TAG.test(tag) || MOVING_VERSIONS.some(moving => moving.repository.test(repository) && moving.tag.test(tag));
}

/** What stands before the first slash is a host where it could not be anything else. */
function isHost(text: string): boolean {
  return /[.:]/.test(text) || text === 'localhost';
}
