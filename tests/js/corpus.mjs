// The corpus: every case that all targets answer alike, as `scripts/test corpus` writes it, one block a line.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { corpusFile } from './files.mjs';

/** The blocks: rule texts, the digest of their meaning, and cases with the digest of the native answer. */
export async function* blocks() {
  const lines = createInterface({ input: createReadStream(corpusFile()), crlfDelay: Infinity });
  for await (const line of lines) yield JSON.parse(line);
}

/**
 * The answers to a block by both entries: from texts, and from compiled rules without a reader of texts.
 * Runs in Node and, as its source text, in a page.
 */
export function answers(Ruleset, Runtime, block) {
  const compiled = Ruleset.compile(block.texts);
  const loaded = Runtime.load(compiled.save());
  if (compiled.digest !== block.digest || loaded.digest !== block.digest) throw new Error(`${block.name}: another meaning`);
  const check = (ruleset) => block.cases.map(({ report, asOf, periods }) => ruleset.checkJson(report, { asOf, periods }));
  const both = [check(compiled), check(loaded)];
  compiled.free();
  loaded.free();
  return both;
}

export const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** The names of the cases of a block whose answers have other digests than natively. */
export const others = ({ name, cases }, digests) =>
  cases.filter(({ sha256 }, at) => sha256 !== digests[at]).map((one) => `${name}: ${one.name}`);

/** Counts cases by their kind, to be told at the end. */
export class Count {
  #kinds = new Map();

  add({ kind, cases }) {
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + cases.length);
  }

  get sum() {
    return [...this.#kinds.values()].reduce((sum, count) => sum + count, 0);
  }

  told(where) {
    const kinds = [...this.#kinds].map(([kind, count]) => `${count} ${kind}`);
    return `corpus: ${this.sum} cases answered ${where} byte for byte as natively, by luat and by luat/runtime: ${kinds.join(', ')}`;
  }
}
