// A fact and the controls in which it is entered.
import type { FactValue, FormField, Language } from 'luat';
import type { Entry } from '../entry/reading.js';
import { isSpan } from '../entry/span.js';
import { populationPath, readPath } from '../path.js';
import { isBlank, readControl, writeControl, type Control } from './controls.js';

/** A declared reason instead of a value. */
export type Undecided = 'unknown' | 'not_applicable';

interface Context {
  language: Language;
  period: string;
}

/** The controls of one fact: mostly one; a group of radio buttons; a choice of `not so far` beside a date. */
export class Binding {
  readonly controls: Control[] = [];
  /** Controls that hold a reason why there is no value. */
  readonly reasons: { control: Control; kind: Undecided }[] = [];
  /** Boxes that were touched. */
  readonly #touched = new Set<Control>();
  /** What a text was taken for, so that a change of language or an answered question does not give it another meaning. */
  readonly #taken = new Map<Control, { text: string; entry: Entry }>();

  constructor(
    readonly path: string,
    readonly field: FormField,
  ) {}

  /** The controls that take part: those that are not disabled. */
  get active(): Control[] {
    return this.controls.filter((control) => !control.matches(':disabled'));
  }

  /** Whether any control of it takes part. */
  get isActive(): boolean {
    return this.active.length > 0 || this.reasons.some(({ control }) => !control.matches(':disabled'));
  }

  /** Whether it is a fact of a member. */
  isOfMember(population: string, member: string | undefined): boolean {
    const path = readPath(this.path);
    return path?.member !== undefined && path.member === member && populationPath(path) === population;
  }

  touch(control: Control): void {
    this.#touched.add(control);
  }

  /** What the controls say: the first that is not blank, else a reason. */
  read(context: Context): Entry {
    for (const control of this.active) {
      const entry = this.#readOne(control, context);
      if (!isBlank(entry)) return entry;
    }
    for (const { control, kind } of this.reasons) {
      const why = control.matches(':disabled, [type=checkbox]:not(:checked), [type=radio]:not(:checked)') ? '' : control.value.trim();
      if (why !== '') return { value: kind === 'unknown' ? { unknown: why } : { not_applicable: why } };
    }
    return { value: undefined };
  }

  /** Shows a value; answers whether some control can. */
  write(value: FactValue, language: Language): boolean {
    if (typeof value === 'object' && value !== null && !isSpan(value)) return this.#writeReason(value);
    let isShown = false;
    for (const control of this.controls) {
      if (!writeControl(control, this.field, value, language)) continue;
      isShown = true;
      this.#touched.add(control);
      if (!keeps(control)) continue;
      this.#taken.set(control, { text: control.value, entry: { value } });
    }
    return isShown;
  }

  #readOne(control: Control, context: Context): Entry {
    const known = this.#taken.get(control);
    if (known && known.text === control.value && keeps(control)) return known.entry;
    const entry = readControl(control, this.field, { ...context, touched: this.#touched.has(control) });
    this.#taken.set(control, { text: control.value, entry });
    return entry;
  }

  #writeReason(value: object): boolean {
    const [kind, why] = Object.entries(value)[0] ?? [];
    const reason = this.reasons.find((one) => one.kind === kind);
    if (!reason || typeof why !== 'string') return false;
    reason.control.value = why;
    return true;
  }
}

/** Controls whose text is all that they say. */
const keeps = ({ type, validity }: Control): boolean => !['checkbox', 'radio'].includes(type) && !validity.badInput;
