// luat/editor in Node: the same build as in the browser, its bytes read from beside this file.
import { readFileSync } from 'node:fs';
import { initSync } from './pkg/editor.js';

initSync({ module: readFileSync(new URL('./pkg/editor_bg.wasm', import.meta.url)) });

export * from './pkg/editor.js';

/** Does nothing: in Node the engine is ready on import. Here so that the same code runs in both places. */
export default async function init() {}
