// luat/runtime in Node: the same build as in the browser, its bytes read from beside this file.
import { readFileSync } from 'node:fs';
import { initSync } from './pkg/runtime.js';

initSync({ module: readFileSync(new URL('./pkg/runtime_bg.wasm', import.meta.url)) });

export * from './pkg/runtime.js';

/** Does nothing: in Node the engine is ready on import. Here so that the same code runs in both places. */
export default async function init() {}
