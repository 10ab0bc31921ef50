// The worker that judges: texts in order, their scenarios, coverage, verdicts and explanations.
import init, { Checked, type Language, type Report, type RuleText, type Ruleset } from 'luat/editor';
import { periodsOf } from 'luat/form';
import type { Explained, Judged, Rules, VerdictName } from './engine';
import { nameOf } from '../trial';
import { answer } from './remote';

let checked: Checked | undefined;
let ruleset: Ruleset | undefined;

function inOrder(): { checked: Checked; ruleset: Ruleset } {
  if (!checked || !ruleset) throw new Error('no texts in order were taken');
  return { checked, ruleset };
}

/** The periods that a form of the level asks about: those of the requirements that read its fields. */
function request({ report, level, period, asOf }: Judged): { report: Report; options: { asOf: string; periods: string[] } } {
  const form = inOrder().ruleset.form({ level, period, asOf, report });
  return { report, options: { asOf, periods: periodsOf(form, period) } };
}

const methods = {
  take(texts: RuleText[]): Rules | undefined {
    let taken: Checked;
    try {
      taken = Checked.of(texts);
    } catch (thrown) {
      if ((thrown as { kind?: string }).kind === 'rules') return undefined;
      throw thrown;
    }
    checked?.free();
    ruleset?.free();
    checked = taken;
    ruleset = taken.ruleset();
    return { compiled: new Uint8Array(ruleset.save()), digest: ruleset.digest, documents: taken.documents() };
  },

  scenarios: (language: Language) => inOrder().checked.scenarios(language),

  sentences: (language: Language) => inOrder().checked.sentences(language),

  coverage: (document: string, catalogue: string | undefined, language: Language) => inOrder().checked.coverage(document, catalogue, language),

  tell(judged: Judged, language: Language) {
    const { report, options } = request(judged);
    return inOrder().ruleset.tell(report, options, language);
  },

  explain(judged: Judged, named: VerdictName, language: Language): Explained | undefined {
    const { report, options } = request(judged);
    const { explanations, words = [] } = inOrder().ruleset.explain(report, { ...options, rule: `${named.document}.${named.rule}`, language });
    const at = explanations.findIndex(
      ({ verdict }) =>
        verdict.requirement === named.requirement && verdict.part === named.part && verdict.period === named.period && nameOf(verdict.body) === named.body,
    );
    const [explanation, told] = [explanations[at], words[at]];
    return explanation && told && { explanation, words: told };
  },
};

answer(init(), methods);
