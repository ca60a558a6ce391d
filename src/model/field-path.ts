import { quoted } from './quote';

/** The way to a value inside JSON data: keys and indices. */
export type Path = readonly (string | number)[];

/** `spec.tolerations[0].key`, with quotes where a key is no plain word. */
export function showPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') { return `${text}[${step}]`; }
    if (!/^[A-Za-z_$][\w$-]*$/.test(step)) { return `${text}[${quoted(step)}]`; }
    return text === '' ? step : `${text}.${step}`;
  }, '');
}
