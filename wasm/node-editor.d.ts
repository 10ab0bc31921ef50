export * from './pkg/editor.js';

/** Does nothing: in Node the engine is ready on import. Here so that the same code runs in both places. */
export default function init(): Promise<void>;
