// The entry `luat/form`: what people type, what the rules say to it, and forms bound to both.
export { attach, type Attached, type AttachOptions } from './attach.js';
export { readEntry, showEntry, type EntryContext } from './entry.js';
export type { Entry, Fault, Reading } from './entry/reading.js';
export { Judge, periodsOf, type JudgeOptions, type Notice, type Weight } from './judge.js';
export { memberPath, readPath, writePath, type Path } from './path.js';
export { Draft, readReport, type Heading } from './report.js';
export type { Rules } from './rules.js';
export { formTexts, statusOrder, statusSigns, type FormTexts } from './texts.js';
