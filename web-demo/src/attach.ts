// A form written by hand, bound to the rules: everything that is on this page besides `attach` it would have anyway.
import type { Language } from 'luat';
import { attach, formTexts, statusOrder, type Judge } from 'luat/form';
import { h } from './dom';
import { openRules } from './rules';

/** The portal's own names of controls. */
const NAMES = { ke_hoach: 'democracy_plan', doi_thoai: 'dialogue', kinh_phi: 'budget' };

const PERIOD = '2025';
const AS_OF = '2026-01-15';

async function start(page: HTMLFormElement): Promise<void> {
  const ruleset = await openRules();
  let language: Language = 'vi';
  const showCounts = (judge: Judge): void => {
    const { statuses } = formTexts(language);
    const { verdicts } = judge.result();
    const lines = statusOrder.flatMap((status) => {
      const count = verdicts.filter((verdict) => verdict.status === status).length;
      return count === 0 ? [] : [h('li', { className: status }, `${statuses[status]}: ${count}`)];
    });
    document.querySelector('#counts')?.replaceChildren(h('ul', {}, ...lines));
  };
  const attached = attach(page, ruleset, {
    level: 'commune',
    body: { id: 'ang-to', name: 'Ẳng Tở' },
    period: PERIOD,
    asOf: AS_OF,
    names: NAMES,
    onVerdicts: showCounts,
  });

  const button = document.querySelector<HTMLButtonElement>('#language');
  button?.addEventListener('click', () => {
    language = language === 'vi' ? 'en' : 'vi';
    button.textContent = language === 'vi' ? 'Messages in English' : 'Thông báo bằng tiếng Việt';
    button.lang = language === 'vi' ? 'en' : 'vi';
    attached.setLanguage(language);
    showCounts(attached.judge);
  });

  // Comes only where nothing holds the report back.
  page.addEventListener('submit', (event) => {
    event.preventDefault();
    const { ruleset: by, as_of, summary } = attached.result();
    const receipt = document.querySelector<HTMLElement>('#receipt');
    if (!receipt) return;
    receipt.hidden = false;
    const kept = { report: attached.report(), ruleset: by, as_of, summary };
    receipt.querySelector('pre')?.replaceChildren(JSON.stringify(kept, undefined, 2));
    receipt.querySelector('h2')?.focus();
  });
}

const form = document.querySelector<HTMLFormElement>('#report');
if (form) void start(form);
