// Prints what llvm-cov counted, file by file, and fails where fewer lines are run than asked for.
// Usage: node scripts/coverage.mjs PERCENT SUMMARY.json ROOT
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const [asked, summary, root] = process.argv.slice(2);
const { files, totals } = JSON.parse(readFileSync(summary, 'utf8')).data[0];
const percent = (part) => `${part.percent.toFixed(2)}%`.padStart(8);
const row = (name, counts) =>
  [percent(counts.lines), percent(counts.functions), percent(counts.regions), String(counts.lines.count - counts.lines.covered).padStart(8), ` ${name}`].join('');

console.log('   lines   funcs regions  unrun l.  file');
for (const file of files.toSorted((a, b) => a.summary.lines.percent - b.summary.lines.percent)) {
  console.log(row(relative(root, file.filename), file.summary));
}
console.log(row('together', totals));
if (totals.lines.percent < Number(asked)) {
  console.error(`error: the tests run fewer than ${asked}% of the lines`);
  process.exitCode = 1;
}
