// The entry `luat/form/element`: importing it makes `<luat-form>` and `<luat-milestones>` known to the page.
import type { Judged } from './download.js';
import { LuatForm } from './element.js';
import { LuatMilestones } from './milestones.js';

export { LuatForm, type ElementOptions, type FormRules } from './element.js';
export type { Judged };
export { LuatMilestones } from './milestones.js';
export { browserDrafts, type Draft, type DraftKey, type DraftStore } from './draft.js';

for (const [name, element] of [['luat-form', LuatForm], ['luat-milestones', LuatMilestones]] as const) {
  if (globalThis.customElements?.get(name) === undefined) globalThis.customElements?.define(name, element);
}

declare global {
  interface HTMLElementTagNameMap {
    'luat-form': LuatForm;
    'luat-milestones': LuatMilestones;
  }
  interface HTMLElementEventMap {
    'luat-change': CustomEvent<Judged>;
    'luat-submit': CustomEvent<Judged>;
  }
}
