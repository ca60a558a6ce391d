import { dataDocument } from '../manifest/document';
import { Manifests, readManifests } from '../manifest/manifests';
import { parseText } from '../manifest/text';

/** Reads Kubernetes objects; an item that is text is read as YAML or JSON. */
export function readManifestValues(manifests: readonly unknown[], minor: number): Manifests {
  const texts = manifests.filter(manifest => typeof manifest === 'string').map(text => parseText(text as string));
  const data = manifests.filter(manifest => typeof manifest !== 'string').map(dataDocument);
  const read = readManifests([...data, ...texts.flatMap(({ documents }) => documents)], minor);
  return { ...read, problems: [...texts.flatMap(({ problems }) => problems), ...read.problems] };
}
