// What is told beside the form: a draft that is back, a report that was refused, an engine that stopped.
import type { Language } from 'luat';
import { h } from './dom.js';
import { textsIn, type ElementTexts } from './texts.js';

/** Something told, with ways on. */
export interface Notice {
  tone: 'alert' | 'info';
  text: (texts: ElementTexts, language: Language) => string;
  ways?: { text: (texts: ElementTexts) => string; run: () => unknown }[];
}

/** A notice as an element. */
export function noticeView({ tone, text, ways = [] }: Notice, language: Language): HTMLElement {
  const texts = textsIn(language);
  const buttons = ways.map((way) => h('button', { type: 'button', part: 'button', onclick: () => void way.run() }, way.text(texts)));
  return h(
    'div',
    { className: `notice ${tone}`, part: 'notice', role: tone === 'alert' ? 'alert' : 'status' },
    h('p', {}, text(texts, language)),
    h('div', { className: 'actions' }, ...buttons),
  );
}

/** A draft was brought back. */
export const restored = (saved: string, isOfOtherRules: boolean, discard: () => unknown): Notice => ({
  tone: 'info',
  text: (texts, language) => [texts.draftRestored(timeOf(saved, language)), isOfOtherRules ? texts.draftOldRules : ''].join(' ').trim(),
  ways: [{ text: (texts) => texts.draftDiscard, run: discard }],
});

/** There is a draft beside the report that the page gives. */
export const offered = (saved: string, use: () => unknown, discard: () => unknown): Notice => ({
  tone: 'info',
  text: (texts, language) => texts.draftOffered(timeOf(saved, language)),
  ways: [{ text: (texts) => texts.draftUse, run: use }, { text: (texts) => texts.draftDiscard, run: discard }],
});

/** The engine gave no answer: what is entered stays, and there is a way on. */
export const stopped = (why: string, again: () => unknown, save: () => unknown): Notice => ({
  tone: 'alert',
  text: (texts) => `${texts.stopped} (${why})`,
  ways: [
    { text: (texts) => texts.again, run: again },
    { text: (texts) => texts.saveReport, run: save },
    { text: (texts) => texts.reload, run: () => location.reload() },
  ],
});

/** When the draft was kept, or that the browser keeps none. */
export function keptText(kept: Date | 'refused', language: Language): string {
  const texts = textsIn(language);
  if (kept === 'refused') return texts.draftRefused;
  return texts.draftSaved(kept.toLocaleTimeString(localeOf(language), { timeStyle: 'short' }));
}

const localeOf = (language: Language): string => (language === 'vi' ? 'vi-VN' : 'en-GB');

const timeOf = (iso: string, language: Language): string =>
  new Date(iso).toLocaleString(localeOf(language), { dateStyle: 'short', timeStyle: 'short' });
