// Compiles the rules of the pages into public/, so that the visitor's browser has no texts to read.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Ruleset } from 'luat';

const TEXTS = ['common.luat', 'muong_ang_154/muong_ang_154.luat'];

const texts = TEXTS.map((name) => ({ name, text: readFileSync(new URL(`../rules/${name}`, import.meta.url), 'utf8') }));
mkdirSync(new URL('public/', import.meta.url), { recursive: true });
writeFileSync(new URL('public/muong_ang_154.luatc', import.meta.url), Ruleset.compile(texts).save());
