// The entry `luat/form/element`: importing it makes `<luat-form>` known to the page.
import { LuatForm } from './element.js';

export { LuatForm, type ElementOptions, type FormRules } from './element.js';
export { milestonesView, type Told } from './chart.js';
export type { Judged } from './download.js';
export { browserDrafts, type Draft, type DraftKey, type DraftStore } from './draft.js';

if (!customElements.get('luat-form')) customElements.define('luat-form', LuatForm);

declare global {
  interface HTMLElementTagNameMap {
    'luat-form': LuatForm;
  }
}
