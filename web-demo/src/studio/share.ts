// A workspace as a link: compressed into the part of the address after `#`, which is never sent to a server.
import { readKept, type Kept } from './store';

const MARK = '#w=';
/** From here on programs that pass links on may cut them. */
export const LONG_LINK = 30_000;
/** No browser is sure to take a longer address. */
export const LONGEST_LINK = 1_000_000;
/** A text unpacked from a link, in bytes: more is no honest workspace. */
const MOST_UNPACKED = 20_000_000;

export async function writeLink(kept: Kept, page: string): Promise<string> {
  const packed = await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(JSON.stringify(kept)));
  return `${page}${MARK}${base64(packed)}`;
}

/** The workspace of a link; nothing where the address holds none, `undefined` parts included. */
export async function readLink(hash: string): Promise<Kept | 'none' | 'broken'> {
  if (!hash.startsWith(MARK)) return 'none';
  try {
    const unpacked = await through(new DecompressionStream('deflate-raw'), bytes(hash.slice(MARK.length)));
    return readKept(JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(unpacked))) ?? 'broken';
  } catch {
    return 'broken';
  }
}

async function through(stream: CompressionStream | DecompressionStream, given: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const writer = stream.writable.getWriter();
  // A broken link fails while it is read.
  void writer.write(given).catch(() => undefined);
  void writer.close().catch(() => undefined);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = stream.readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > MOST_UNPACKED) throw new Error('too much');
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function base64(given: Uint8Array): string {
  let text = '';
  for (let at = 0; at < given.length; at += 8192) text += String.fromCharCode(...given.subarray(at, at + 8192));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}
