// The look. A portal gives it its own by custom properties, and by `::part(…)`. What it is made of in here has names that no
// page uses: `--luat-ink: var(--ink)` said of the element would else turn in a circle, and leave it without a look.
const STYLES = `
:host {
  --own-ink: var(--luat-ink, #16191d);
  --own-soft: var(--luat-soft, #4c5661);
  --own-line: var(--luat-line, #b4bcc4);
  --own-faint: var(--luat-faint, #f3f5f7);
  --own-paper: var(--luat-paper, #ffffff);
  --own-accent: var(--luat-accent, #0a4f8f);
  --own-on-accent: var(--luat-on-accent, #ffffff);
  --own-focus: var(--luat-focus, #ffd400);
  --own-met: var(--luat-met, #0b6b35);
  --own-miss: var(--luat-miss, #b3181c);
  --own-late: var(--luat-late, #8a4500);
  --own-open: var(--luat-open, #0a4f8f);
  --own-radius: var(--luat-radius, 4px);
  display: block;
  container-type: inline-size;
  color: var(--own-ink);
  font: var(--luat-font, 1.0625rem/1.5 system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif);
}

:host([hidden]) { display: none; }

* { box-sizing: border-box; }

[hidden] { display: none !important; }

p, ul, ol, h2, h3, figure { margin: 0; }

ul, ol { padding: 0; list-style: none; }

h2, h3 { font-size: 1.35em; line-height: 1.25; font-weight: 700; text-wrap: balance; }

button, input, select { font: inherit; color: inherit; }

input[type='text'], select {
  min-height: 2.75rem;
  padding: 0.3rem 0.6rem;
  border: 2px solid var(--own-ink);
  border-radius: var(--own-radius);
  background: var(--own-paper);
}

select { max-width: 100%; }

button {
  min-height: 2.75rem;
  padding: 0.4rem 1rem;
  border: 2px solid var(--own-accent);
  border-radius: var(--own-radius);
  background: var(--own-paper);
  color: var(--own-accent);
  font-weight: 600;
  cursor: pointer;
}

button:hover { background: var(--own-faint); }

button.submit { background: var(--own-accent); color: var(--own-on-accent); }

button.submit:hover { filter: brightness(0.88); }

button.link, button.quiet {
  min-height: 1.75rem;
  padding: 0;
  border: 0;
  background: none;
  color: var(--own-accent);
  font-weight: inherit;
  text-align: left;
  text-decoration: underline;
  text-underline-offset: 0.15em;
}

button.quiet { font-size: 0.9em; }

:focus-visible {
  outline: 3px solid var(--own-ink);
  outline-offset: 0;
  box-shadow: 0 0 0 6px var(--own-focus);
}

.hint, .cite, .circumstances, .severity, .kept, .ruleset { color: var(--own-soft); font-size: 0.925em; }

.hint { overflow-wrap: anywhere; }

/* How things stand as a whole */

.notices, .overview { margin-bottom: 1.25rem; }

.notice, .errors { padding: 1rem 1.25rem; border: 4px solid var(--own-open); border-radius: var(--own-radius); background: var(--own-paper); }

.notice.alert, .errors { border-color: var(--own-miss); }

.notice .actions { margin-top: 0.75rem; }

.notice .actions:empty { display: none; }

.errors { margin-bottom: 1.25rem; }

.errors ul { margin-top: 0.5rem; padding-left: 1.25rem; list-style: disc; }

.errors a { color: var(--own-miss); font-weight: 600; }

.overview {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25rem 1.5rem;
  align-items: baseline;
  padding: 0.75rem 1rem;
  border-left: 6px solid var(--own-accent);
  background: var(--own-faint);
}

.next-fact { flex-basis: 100%; }

.counts { display: flex; flex-wrap: wrap; gap: 0.15rem 1.1rem; }

.live { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2rem; }

@container (min-width: 58rem) {
  .columns { grid-template-columns: minmax(0, 1.55fr) minmax(20rem, 1fr); gap: 2.5rem; align-items: start; }
  .panel { position: sticky; top: 0.5rem; max-height: calc(100vh - 1rem); overflow: auto; overscroll-behavior: contain; }
}

/* Fields */

.section { margin-bottom: 2.5rem; }

.section > h2 { margin-bottom: 0.5rem; padding-bottom: 0.4rem; border-bottom: 2px solid var(--own-ink); }

.section > .hint { margin-bottom: 0.75rem; }

legend { padding: 0; }

fieldset { min-width: 0; margin: 0; padding: 0; border: 0; }

.field { margin: 1.4rem 0; padding-left: 0; }

.field.wrong { padding-left: 0.9rem; border-left: 5px solid var(--own-miss); }

.field.is-next:not(.wrong) { padding-left: 0.9rem; border-left: 5px solid var(--own-accent); }

.label { display: block; padding: 0; font-weight: 600; }

.tag { display: inline-block; margin-left: 0.6rem; padding: 0 0.5rem; background: var(--own-accent); color: var(--own-on-accent); font-size: 0.8em; font-weight: 600; vertical-align: 0.1em; white-space: nowrap; }

.hints { margin: 0.1rem 0 0.4rem; }

.entry { display: flex; gap: 0.6rem; align-items: center; }

.entry { min-width: 0; }

input.number { width: 12rem; min-width: 0; max-width: 100%; font-variant-numeric: tabular-nums; }

input.day { width: 10rem; }

[aria-invalid='true'] { border-color: var(--own-miss); }

.radios { display: flex; flex-wrap: wrap; gap: 0.35rem 1.5rem; align-items: center; }

.option { display: flex; flex-wrap: wrap; gap: 0.25rem 0.55rem; align-items: center; min-height: 2.5rem; }

.option label { cursor: pointer; }

input[type='radio'], input[type='checkbox'] { flex: none; width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--own-accent); }

.field-body:not(:has(:checked)) ~ .declaring .clear, .field-body[hidden] ~ .declaring .clear { display: none; }

.question { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-top: 0.5rem; }

.fault:not(:empty) { margin-top: 0.35rem; color: var(--own-miss); font-weight: 600; }

.declaring { display: flex; flex-wrap: wrap; gap: 0.1rem 1.5rem; margin-top: 0.25rem; }

.declaring .declared { flex-basis: 100%; }

.declared { margin-top: 0.25rem; padding: 0.5rem 0.9rem; border-left: 4px solid var(--own-line); }

.declared legend { float: left; width: 100%; font-weight: 600; }

.declared .radios { clear: both; }

.declared input[type='text'] { display: block; width: 100%; max-width: 32rem; }

.said { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.4rem; margin-top: 0.5rem; }

.said li > div { min-width: 0; overflow-wrap: anywhere; }

.said li { display: flex; gap: 0.6rem; padding: 0.45rem 0.75rem; border-left: 4px solid var(--own-line); background: var(--own-faint); font-size: 0.975em; }

.said .fine { border-color: var(--own-met); }

.said .wrong { border-color: var(--own-miss); }

.said .warns { border-color: var(--own-late); }

.said .fine .sign, .said .fine strong { color: var(--own-met); }

.said .wrong .sign, .said .wrong strong { color: var(--own-miss); }

.said .warns .sign, .said .warns strong { color: var(--own-late); }

.sign { display: inline-block; min-width: 1em; font-weight: 700; text-align: center; }

.remedy { margin-top: 0.15rem; }

.said .remedy span { font-weight: 600; }

.settled > label, .settled legend, .settled .label { font-weight: 400; color: var(--own-soft); }

.settled .hints .hint:not(.settled-note), .settled .declaring { display: none; }

.mode { margin-bottom: 0.75rem; }

.mode legend { font-weight: 600; }

.final { flex-wrap: nowrap; margin: 1.5rem 0; }

.actions { display: flex; flex-wrap: wrap; gap: 0.6rem; }

.foot .hint { margin-top: 0.6rem; }

/* Rosters: a row is as high as the table reckons */

.roster .scroller { max-height: 34rem; margin-top: 0.5rem; overflow: auto; border: 1px solid var(--own-line); }

.roster table { width: 100%; min-width: max-content; border-collapse: separate; border-spacing: 0; table-layout: fixed; }

.roster caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }

.roster thead th { position: sticky; top: 0; z-index: 1; padding: 0.5rem; border-bottom: 2px solid var(--own-ink); background: var(--own-faint); font-size: 0.9em; line-height: 1.3; text-align: left; vertical-align: bottom; }

.roster .at { width: 3.75rem; }

.roster .id { width: 12rem; }

.roster .cell { width: 11rem; }

.roster .note { width: 15rem; }

.roster .remove { width: 4rem; }

.roster tbody tr:not(.spacer) { height: 44px; }

.roster tbody tr:not(.spacer) > * { height: 44px; padding: 2px 4px; border-bottom: 1px solid var(--own-line); overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }

.roster tbody th { color: var(--own-soft); font-weight: 400; text-align: right; font-variant-numeric: tabular-nums; }

.roster tbody input, .roster tbody select { width: 100%; min-height: 38px; height: 38px; border-width: 1px; border-color: var(--own-line); }

.roster tbody :focus-visible { outline-offset: -2px; box-shadow: inset 0 0 0 4px var(--own-focus); }

.roster tbody .note { color: var(--own-miss); font-size: 0.875em; }

.roster tbody tr.wrong { background: #fdf1f1; }

.roster tbody button { min-height: 38px; width: 100%; text-align: center; text-decoration: none; }

.roster .spacer td { padding: 0; border: 0; }

.roster-foot { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: center; margin-top: 0.6rem; }

.roster-mend { margin-top: 0.5rem; padding: 0.6rem 0.9rem; border-left: 5px solid var(--own-miss); background: var(--own-faint); }

/* Clauses */

.panel { padding: 1rem 1.1rem; border: 1px solid var(--own-line); border-top: 6px solid var(--own-accent); border-radius: var(--own-radius); background: var(--own-paper); }

.panel-body > * { margin-top: 1rem; }

.clauses { display: grid; gap: 0; }

.clause { padding: 0.7rem 0; border-top: 1px solid var(--own-line); }

.clause-head { display: flex; flex-wrap: wrap; gap: 0.15rem 0.75rem; align-items: baseline; }

.clause p { overflow-wrap: anywhere; }

.clause-title button { font-weight: 600; }

.clause .numbers, .clause .remedy, .clause .circumstances, .milestone .numbers { margin-top: 0.2rem; font-size: 0.95em; }

.circumstances:empty { display: none; }

.status { font-weight: 700; white-space: nowrap; }

.status.met { color: var(--own-met); }

.status.not_met { color: var(--own-miss); }

.status.late { color: var(--own-late); }

.status.pending { color: var(--own-open); }

.status.unknown, .status.not_applicable { color: var(--own-soft); }

.bar { display: block; width: 100%; height: 18px; margin: 0.35rem 0; }

.bar .ground { fill: #d9dee3; }

.bar .possible { fill: #aeb9c4; }

.bar .done { fill: var(--own-open); }

.bar.met .done { fill: var(--own-met); }

.bar.not_met .done { fill: var(--own-miss); }

.bar.late .done { fill: var(--own-late); }

.bar .mark { fill: var(--own-ink); }

.counted-list h3 { font-size: 1.1em; }

.milestones { margin-top: 2rem; }

.counted { display: flex; gap: 0.6rem; padding: 0.35rem 0; border-top: 1px solid var(--own-line); }

.counted-list ul { margin-top: 0.4rem; }

.counted.yes .sign { color: var(--own-met); }

.counted.no .sign { color: var(--own-miss); }

.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: 1.25rem; margin-top: 0.6rem; }

.milestone { break-inside: avoid; }

.milestone figcaption { display: grid; }

.chart { display: block; width: 100%; max-width: 26rem; height: auto; }

.chart .grid { stroke: #d9dee3; stroke-width: 1; }

.chart .scale { fill: var(--own-soft); font-size: 11px; }

.chart .asked { stroke: var(--own-ink); stroke-width: 1.5; stroke-dasharray: 5 4; }

.chart .way { stroke: var(--own-open); stroke-width: 2; stroke-dasharray: 2 4; }

.chart .step { fill: var(--own-paper); stroke: var(--own-open); stroke-width: 2; }

.chart .point, .chart .range { fill: var(--own-open); stroke: var(--own-open); stroke-width: 4; }

.chart .goal { fill: var(--own-paper); stroke: var(--own-ink); stroke-width: 2.5; }

@container (max-width: 30rem) {
  .actions button { width: 100%; }
  .radios { gap: 0.1rem 1.25rem; }
  .tag { margin-left: 0; }
}

@media print {
  :host { font-size: 10.5pt; }
  .notices, .next-fact, .tag, .actions, .declaring button, .question, .roster-foot button, .roster .remove, button.quiet, .kept { display: none !important; }
  .columns { display: block; }
  .panel { position: static; max-height: none; overflow: visible; margin-top: 1rem; border-width: 0; padding: 0; }
  .field, .clause, .milestone { break-inside: avoid; }
  .field { margin: 0.6rem 0; }
  input[type='text'], select { min-height: 0; padding: 0; border: 0; border-bottom: 1px solid #000; appearance: none; }
  .roster .scroller { max-height: none; overflow: visible; }
  .roster .spacer { display: none; }
  .roster tbody tr:not(.spacer), .roster tbody tr:not(.spacer) > * { height: auto; white-space: normal; }
  button.link { color: inherit; text-decoration: none; }
}
`;

let made: CSSStyleSheet | undefined;

/** The style sheet, one for all elements of a page; a constructed one needs no leave of a strict policy. */
export function styleSheet(): CSSStyleSheet {
  if (!made) {
    made = new CSSStyleSheet();
    made.replaceSync(STYLES);
  }
  return made;
}
