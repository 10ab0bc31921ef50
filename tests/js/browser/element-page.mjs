// A portal's page with `<luat-form>` on it, under a strict policy, served from the built package.
import { join } from 'node:path';
import { find, read, ROOT } from '../files.mjs';
import { serve } from './server.mjs';

export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'";

const HTML = `<!doctype html>
<html lang="vi">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${POLICY}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Báo cáo</title>
    <link rel="icon" href="/icon.svg">
    <link rel="stylesheet" href="/page.css">
    <script type="module" src="/page.js"></script>
  </head>
  <body>
    <main>
      <h1>Báo cáo thực hiện dân chủ ở cơ sở</h1>
      <form id="portal"><luat-form name="report" language="vi"></luat-form></form>
    </main>
  </body>
</html>`;

const CSS = 'body { margin: 0 auto; padding: 1rem; max-width: 80rem; font-family: sans-serif; }';

const SCRIPT = `
import init, { Ruleset } from '/luat.js';
import '/form/element/index.js';

await init();
const texts = await (await fetch('/rules.json')).json();
globalThis.ruleset = Ruleset.compile(texts);
globalThis.element = document.querySelector('luat-form');
globalThis.sent = [];
element.addEventListener('luat-submit', (event) => {
  event.preventDefault();
  sent.push(event.detail);
});
const options = new URLSearchParams(location.search).get('options');
element.options = options ? JSON.parse(options) : { level: 'commune', period: '2025', body: { id: 'ang-to', name: 'Ẳng Tở' }, asOf: '2025-12-31' };
element.ruleset = ruleset;
`;

/** The texts of a shipped document, as a page compiles them. */
export const rulesOf = (document) =>
  ['rules/common.luat', ...find(`rules/${document}`, /\.luat$/).filter((name) => !name.includes('scenarios'))].map((name) => ({
    name: name.replace('rules/', ''),
    text: read(name),
  }));

/** Serves the page; `texts` are its rules. */
export const serveElement = (texts) =>
  serve(join(ROOT, 'wasm/pkg'), {
    '/index.html': HTML,
    '/page.css': CSS,
    '/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '/page.js': SCRIPT,
    '/rules.json': JSON.stringify(texts),
  });
