// The entry `luat/form/element`: importing it makes `<luat-form>` and `<luat-milestones>` known to the page.
import { LuatForm } from './element.js';
import { LuatMilestones } from './milestones.js';

export { LuatForm, type ElementOptions, type FormRules } from './element.js';
export type { Judged } from './download.js';
export { LuatMilestones } from './milestones.js';
export { browserDrafts, type Draft, type DraftKey, type DraftStore } from './draft.js';

if (!customElements.get('luat-form')) customElements.define('luat-form', LuatForm);
if (!customElements.get('luat-milestones')) customElements.define('luat-milestones', LuatMilestones);

declare global {
  interface HTMLElementTagNameMap {
    'luat-form': LuatForm;
    'luat-milestones': LuatMilestones;
  }
}
