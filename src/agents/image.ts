const REFERENCE = /^(?<repository>(?:[^\s/:@]+(?::\d+)?\/)?[^\s:@]+)(?::(?<tag>[\w][\w.-]*))?(?:@(?<digest>[a-z0-9]+:[0-9a-fA-F]{32,}))?$/;

/** The image, if it says which version of itself is meant. */
export function checkedImage(place: string, image: string, allowLatestTag: boolean): string {
  const parts = REFERENCE.exec(image)?.groups;
  if (!parts) { throw new Error(`${place}: must be an image such as "registry.example/agent:1.2.3", got "${image}"`); }
  if (parts.digest || allowLatestTag || parts.tag && parts.tag !== 'latest') { return image; }
  throw new Error(`${place}: "${image}" may be another program on each node and tomorrow; give it a tag other than "latest" or a digest, or set allowLatestTag`);
}

/** The last part of the image's repository, as a container may be called. */
export function imageName(image: string): string {
  const repository = REFERENCE.exec(image)?.groups?.repository ?? image;
  return repository.slice(repository.lastIndexOf('/') + 1).toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 63);
}
