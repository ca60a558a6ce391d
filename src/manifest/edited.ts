import { EditedValue, editsIn, Refusal } from './edit/manifest-edit';
import { YamlEdit } from '../model/yaml-edit';

/** A copy of JSON data with edits, one after the other; undefined where one of them leads nowhere. */
export function edited(value: unknown, edits: readonly YamlEdit[]): unknown {
  const copy = new EditedValue(value);
  try {
    for (const edit of edits) {
      editsIn(copy.value, edit).forEach(one => copy.apply(one));
    }
    return copy.value;
  } catch (error) {
    if (error instanceof Refusal) { return undefined; }
    throw error;
  }
}
