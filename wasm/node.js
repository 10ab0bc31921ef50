// luat in Node: the same build as in the browser, its bytes read from beside this file.
import { readFileSync } from 'node:fs';
import { initSync } from './pkg/luat.js';

initSync({ module: readFileSync(new URL('./pkg/luat_bg.wasm', import.meta.url)) });

export * from './pkg/luat.js';

/** Does nothing: in Node the engine is ready on import. Here so that the same code runs in both places. */
export default async function init() {}
