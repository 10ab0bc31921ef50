// Prints the sizes of files, plain and gzipped, and fails when gzipped they pass a budget together.
// Usage: node scripts/size.mjs BUDGET_KB FILE…
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';

const [budget, ...files] = process.argv.slice(2);
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);

let total = 0;
for (const file of files) {
  const bytes = readFileSync(file);
  const zipped = gzipSync(bytes, { level: 9 }).length;
  total += zipped;
  console.log(`${basename(file).padEnd(20)} ${kilobytes(bytes.length)} ${kilobytes(zipped)} gzipped`);
}
console.log(`${'together'.padEnd(20)} ${' '.repeat(10)} ${kilobytes(total)} gzipped, of ${budget} kB allowed`);
if (total > Number(budget) * 1000) {
  console.error(`error: over the budget of ${budget} kB`);
  process.exitCode = 1;
}
