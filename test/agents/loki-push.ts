/** A log line that arrived at Loki. */
export interface PushedLine {
  readonly labels: string;
  readonly line: string;

  /** In nanoseconds since 1970. */
  readonly time: string;

  /** What stands beside the line. */
  readonly metadata: { readonly [name: string]: string };
}

/**
 * The lines of a request to Loki: protobuf, compressed by snappy.
 *
 * @see https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs
 * @see https://github.com/google/snappy/blob/main/format_description.txt
 */
export function pushedLines(request: Buffer): PushedLine[] {
  return messages(uncompressed(request), 1).flatMap(stream => {
    const labels = text(stream, 1);
    return messages(stream, 2).map(entry => {
      const [time] = messages(entry, 1);
      return {
        labels,
        line: text(entry, 2),
        time: `${BigInt(number(time!, 1)) * 1_000_000_000n + BigInt(number(time!, 2))}`,
        metadata: Object.fromEntries(messages(entry, 3).map(pair => [text(pair, 1), text(pair, 2)])),
      };
    });
  });
}

interface Field {
  readonly id: number;
  readonly value: Buffer | number;
}

function messages(message: Buffer, wanted: number): Buffer[] {
  return fields(message).flatMap(({ id, value }) => id === wanted && Buffer.isBuffer(value) ? [value] : []);
}

function text(message: Buffer, wanted: number): string {
  return messages(message, wanted)[0]?.toString() ?? '';
}

function number(message: Buffer, wanted: number): number {
  const found = fields(message).find(({ id }) => id === wanted)?.value;
  return typeof found === 'number' ? found : 0;
}

function fields(message: Buffer): Field[] {
  const found: Field[] = [];
  for (let at = 0; at < message.length;) {
    const [key, afterKey] = varint(message, at);
    const [first, after] = varint(message, afterKey);
    const isText = key % 8 === 2;
    if (!isText && key % 8 !== 0) { throw new Error(`a field of the type ${key % 8} is not among what Loki takes`); }
    found.push({ id: Math.floor(key / 8), value: isText ? message.subarray(after, after + first) : first });
    at = isText ? after + first : after;
  }
  return found;
}

function varint(data: Buffer, start: number): [number, number] {
  let value = 0;
  let at = start;
  for (let factor = 1; ; factor *= 128) {
    const byte = data[at]!;
    at += 1;
    value += (byte % 128) * factor;
    if (byte < 128) { return [value, at]; }
  }
}

function uncompressed(data: Buffer): Buffer {
  const [length, start] = varint(data, 0);
  const all = Buffer.alloc(length);
  let written = 0;
  for (let at = start; at < data.length;) {
    const tag = data[at]!;
    const kind = tag % 4;
    const size = Math.floor(tag / 4) + 1;
    at += 1;
    if (kind === 0) {
      const more = Math.max(0, size - 60);
      const count = more === 0 ? size : data.readUIntLE(at, more) + 1;
      at += more;
      written += data.copy(all, written, at, at + count);
      at += count;
    } else {
      const bytes = [0, 1, 2, 4][kind]!;
      const offset = data.readUIntLE(at, bytes) + (kind === 1 ? Math.floor(tag / 32) * 256 : 0);
      const count = kind === 1 ? (size - 1) % 8 + 4 : size;
      at += bytes;
      for (let copied = 0; copied < count; copied += 1, written += 1) { all[written] = all[written - offset]!; }
    }
  }
  return all;
}
