import { showPlace, Source } from '../model/source';

/** Where something was declared, in brackets after what it is called: by its construct, else by its file; nothing where neither is known. */
export function inBrackets({ constructPath, file, line }: Source, gap = ' '): string {
  const place = constructPath ?? showPlace({ file, line });
  return place === '' ? '' : `${gap}(${place})`;
}
