import { readFileSync } from 'node:fs';
import path from 'node:path';
import ejs, { type TemplateFunction } from 'ejs';
import { houseFolder } from './house-files.ts';
import { unbrokenNumbers } from './unbroken-numbers.ts';

/**
 * What a template sees: the words, the frame's data, the page's own, what an included part was given, and `include`,
 * in place of EJS's own, which looks for the file and copies all of its options each time.
 */
const LOCALS = ['t', 'site', 'page', 'part', 'include'];

type Locals = Readonly<Record<string, unknown>>;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

/** Most texts hold none of them. */
const SPECIAL = /[&<>"']/;

/** Renders templates of `views/`, compiled once. */
export function createViews(): (view: string, locals: Locals) => string {
  const folder = houseFolder('views');
  const compiled = new Map<string, TemplateFunction>();
  const render = (view: string, locals: Locals): string => {
    const known = compiled.get(view);
    const template = known ?? compile(folder, view);
    if (!known) compiled.set(view, template);
    // Parts are named from the folder of all views: `/parts/icon`.
    const include = (path: string, given: Locals = {}) => render(path.slice(1), { ...locals, ...given });
    return template({ ...locals, include });
  };
  return (view, locals) => unbrokenNumbers(render(view, locals));
}

function compile(folder: string, view: string): TemplateFunction {
  const filename = path.join(folder, `${view}.ejs`);
  return ejs.compile(readFileSync(filename, 'utf8'), {
    filename,
    root: folder,
    cache: true,
    strict: true,
    _with: false,
    destructuredLocals: LOCALS,
    escape: escapeHtml,
    rmWhitespace: false,
  });
}

/** Everything that stands in a page goes through here. What was forgotten throws instead of showing nothing. */
export function escapeHtml(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new Error(`a template shows ${value === null ? 'null' : typeof value}`);
  const text = String(value);
  return SPECIAL.test(text) ? text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '') : text;
}

/**
 * Data as a script reads it from a `<script type="application/json">`, which browsers neither run nor interpret: all
 * that could end it is a `<`. As an attribute it would be twice as long, and escaping it most of a page's time.
 */
export function dataBlock(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
