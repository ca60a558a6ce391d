import { readSync } from 'fs';
import { isatty } from 'tty';

const DESCRIPTOR = 0;
const CHUNK = 65_536;
const PAUSE_MILLISECONDS = 10;

/** Whether nobody has piped anything in. Asks the descriptor: a look at `process.stdin` would make the pipe non-blocking. */
export function isTerminal(): boolean {
  return isatty(DESCRIPTOR);
}

/** What was read; it can be read once, and is asked for by each side of a comparison. */
let read: Buffer | undefined;

/** Reads standard input to its end, however slow its writer is, and whoever has made it non-blocking. */
export function readStandardInput(): Buffer {
  read ??= readToEnd();
  return read;
}

function readToEnd(): Buffer {
  const chunks: Buffer[] = [];
  for (let chunk = readChunk(); chunk.length > 0; chunk = readChunk()) { chunks.push(chunk); }
  return Buffer.concat(chunks);
}

/** Waits for what comes next; empty at the end. */
function readChunk(): Buffer {
  const chunk = Buffer.alloc(CHUNK);
  for (;;) {
    try {
      return chunk.subarray(0, readSync(DESCRIPTOR, chunk));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') { return Buffer.alloc(0); } // a closed pipe on Windows
      if (code !== 'EAGAIN') { throw error; }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLISECONDS);
    }
  }
}
