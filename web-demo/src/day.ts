// The day as of which to judge is typed as any day of the form: the browser's own box would order it by the browser's language.
import type { FormField, Language } from 'luat';
import { readEntry, showEntry } from 'luat/form';
import { isDay } from './choice';
import { h } from './dom';

const DAY: FormField = { path: 'as_of', key: 'as_of', label: { en: 'as of', vi: 'tính đến ngày' }, input: 'date', needed_by: [] };

/** A box for a day; `choose` is told what is typed, nothing where that is no day. */
export function dayBox(id: string, day: string, { language, period }: { language: Language; period: string }, choose: (day: string | undefined) => void): HTMLInputElement {
  const box = h('input', { id, type: 'text', value: showEntry(DAY, day, language), inputMode: 'numeric', autocomplete: 'off' });
  box.onchange = () => {
    // Day before month on an English page, too, as the words beside the box say; what was read is shown beyond doubt.
    const entry = readEntry(DAY, box.value, { language: 'vi', period });
    const read = 'value' in entry && typeof entry.value === 'string' && isDay(entry.value) ? entry.value : undefined;
    box.setAttribute('aria-invalid', String(read === undefined));
    choose(read);
  };
  return box;
}
