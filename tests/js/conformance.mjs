// The conformance suites, read for any build: the very files that the native engine runs.
// Their form is told in tests/conformance/README.md.
import { find, read } from './files.mjs';

/**
 * Every suite as plain data that can be handed to a browser: its rule texts, for each case the text of
 * the report and how it is checked, and the kept answers of all cases as they stand in the file.
 */
export function suites() {
  return find('tests/conformance', /^tests\/conformance\/[a-z0-9_]+\.json$/).map((path) => {
    const { rules, cases } = JSON.parse(read(path));
    return {
      path,
      texts: Array.isArray(rules)
        ? rules.map((name) => ({ name, text: read(name) }))
        : Object.entries(rules).map(([name, lines]) => ({ name, text: lines.map((line) => `${line}\n`).join('') })),
      cases: cases.map((one) => ({
        name: one.name,
        report: reportOf(one),
        options: { asOf: one.as_of, periods: one.periods ?? [] },
      })),
      kept: read(path.replace('conformance/', 'conformance/results/')),
    };
  });
}

function reportOf({ report_file: file, report }) {
  if (file !== undefined) return read(file);
  return typeof report === 'string' ? report : JSON.stringify(sorted(report));
}

/** With keys in the order in which the native harness hands them on. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}

/** The answers of a suite by a build of luat. Runs in Node and, as its source text, in a page. */
export function answer(ruleset, suite) {
  const answers = suite.cases.map(({ report, options }) => ruleset.checkJson(report, options));
  ruleset.free();
  return answers;
}

/** Answers as the file of results keeps them. */
export const joined = (answers) => `[\n${answers.join(',\n')}\n]\n`;

/** The kept answers, one a case: each stands on its own line. */
export const keptAnswers = ({ kept }) => kept.split('\n').slice(1, -2).map((line) => line.replace(/,$/, ''));
