// Every block of JavaScript, TypeScript and HTML in the project's pages: a file of a guide is used by the guide's own
// tests, all else is held against the types of the package.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import ts from 'typescript';
import { blocksOf, find, read, ROOT } from '../files.mjs';

/** What the pages speak of without showing where it comes from. */
const AROUND = `
declare global {
  const text: string;
  const rules: string;
  const report: import('luat').Report;
  const bytes: Uint8Array;
  const filledIn: [string, string, number][];
  const Ruleset: typeof import('luat').Ruleset;
  let ruleset: import('luat').Ruleset;
  const session: import('luat').Session;
  function send(...told: unknown[]): void;
  function show(...told: unknown[]): void;
  function update(verdict: unknown): void;
  function remove(key: string): void;
}
export {};
`;

/** The files of the guides, and the test that runs each. */
const RUN = {
  'form.html': 'tests/js/browser/guide.test.mjs',
  'form.js': 'tests/js/browser/guide.test.mjs',
  'ReportForm.tsx': 'tests/js/browser/guide.test.mjs',
  'server.js': 'tests/js/node/guide.test.mjs',
  'luat.directive.ts': 'tests/js/node/docs.test.mjs',
};

const pages = ['README.md', ...find('docs', /\.md$/), ...find('wasm', /^wasm\/README\.md$/)];
const blocks = pages.flatMap((page) =>
  blocksOf(page)
    .filter(({ language }) => ['js', 'jsx', 'ts', 'tsx', 'html'].includes(language))
    .map((block, at) => ({ ...block, name: `${page}, block ${at + 1}` })),
);

test('files of the guides are run', () => {
  const files = blocks.flatMap(({ file }) => file ?? []);
  assert.deepEqual(files.toSorted(), Object.keys(RUN).toSorted());
  for (const [file, by] of Object.entries(RUN)) assert.ok(read(by).includes(`'${file}'`), `${by} runs ${file}`);
});

test('examples of a schema lie within it', () => {
  const ajv = new Ajv2020({ strict: false });
  const examples = pages.flatMap(blocksOf).flatMap(({ options, text }) => {
    const [, name] = /^schema=(\w+)$/.exec(options) ?? [];
    return name === undefined ? [] : [{ name, text }];
  });
  assert.ok(examples.length > 1);
  for (const { name, text } of examples) {
    const lies = ajv.compile({ ...JSON.parse(read(`schemas/${name}.schema.json`)), $id: undefined });
    assert.ok(lies(JSON.parse(text)), ajv.errorsText(lies.errors));
  }
});

/** As much of Angular as the guide's directive uses: Angular itself weighs more than all other tools of these tests together. */
const ANGULAR = `
declare module '@angular/core' {
  export interface AfterViewInit { ngAfterViewInit(): void }
  export interface OnDestroy { ngOnDestroy(): void }
  export class ElementRef<T = any> { nativeElement: T }
  export class EventEmitter<T> { emit(value: T): void }
  export function Directive(options: { selector: string; standalone: boolean }): ClassDecorator;
  export function Input(options?: { required: boolean }): PropertyDecorator;
  export function Output(): PropertyDecorator;
  export function inject<T>(token: abstract new (...given: never[]) => unknown): T;
}
`;

test('all other programs are held against the types of the package', () => {
  const others = blocks.filter(({ file }) => file === undefined);
  assert.ok(others.length > 5);
  const texts = others.map(({ name, language, text }) => {
    assert.equal(language, 'js', name);
    return { name, kind: 'mjs', text: `${text}\nexport {};\n` };
  });
  assert.deepEqual(amissIn([...texts, { name: 'around', kind: 'd.ts', text: AROUND }]), []);
});

test('the directive for Angular is held against the types of the package', () => {
  const { name, text } = blocks.find(({ file }) => file === 'luat.directive.ts');
  const texts = [{ name, kind: 'mts', text }, { name: 'angular', kind: 'd.ts', text: ANGULAR }];
  assert.deepEqual(amissIn(texts), []);
  const [broken] = amissIn([{ ...texts[0], text: text.replace('attached?.detach()', 'attached?.leave()') }, texts[1]]);
  assert.match(broken, /'leave' does not exist on type 'Attached'/);
});

/** What the compiler finds amiss in programs, each told by its name. */
function amissIn(programs) {
  const names = new Map(programs.map((one, at) => [join(ROOT, `node_modules/.docs/${at}.${one.kind}`), one.name]));
  const texts = new Map(programs.map((one, at) => [join(ROOT, `node_modules/.docs/${at}.${one.kind}`), one.text]));
  const options = {
    allowJs: true,
    checkJs: true,
    noEmit: true,
    skipLibCheck: true,
    noImplicitAny: false,
    experimentalDecorators: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.esnext.disposable.d.ts'],
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, version) =>
    texts.has(path) ? ts.createSourceFile(path, texts.get(path), version, true) : getSourceFile(path, version);
  const program = ts.createProgram([...texts.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file === undefined ? '' : file.getLineAndCharacterOfPosition(start).line + 1;
    return `${names.get(file?.fileName) ?? file?.fileName}, line ${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
