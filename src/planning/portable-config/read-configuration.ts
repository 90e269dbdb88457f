import { unmet } from '../../domain/items/codec.ts';
import { type Configuration, type ItemOf, SECTIONS, type Section } from '../../domain/items/configuration.ts';
import type { ItemContext } from '../../domain/items/field.ts';
import { idExpectation, isId } from '../../domain/items/item-id.ts';
import { ITEMS } from '../../domain/items/items.ts';
import { knownIds } from '../../domain/items/known-ids.ts';
import type { Problem } from '../../domain/items/problem.ts';
import type { Path, ValidationError } from '../../domain/items/validation-error.ts';
import type { NumberingPlan } from '../../domain/phone-number.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { parseYaml } from './yaml-source.ts';

export interface ReadingOptions {
  readonly plan: NumberingPlan;
  /** On whose clocks times are read that belong to no schedule. */
  readonly homeTimeZone: string;
  /** True: in each section that the file has, what it does not list goes. */
  readonly prune: boolean;
}

/** What a file says, on top of what was stored. */
export interface Reading {
  /** The configuration as it should become. */
  readonly wanted: Configuration;
  /** Says where in the file something stands; null when it is not in the file. */
  readonly lineOf: (path: Path) => number | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads a file on top of what is stored: what it leaves out stays as it is, unless `prune`. Fails when it is no
 * YAML or no mapping of sections; every other problem is in the reading, beside all that could be read.
 */
export function readConfiguration(
  text: string,
  stored: Configuration,
  options: ReadingOptions,
): Result<Reading, readonly Problem[]> {
  const source = parseYaml(text);
  if (!source.ok) return source;
  const { value } = source.value;
  if (!isMapping(value))
    return fail([{ path: '', line: null, ...unmet({ what: 'sections', words: SECTIONS }) }]);

  const problems: Problem[] = [];
  const lineOf = (path: Path) => source.value.lineOf(path);
  const report: Report = ({ path, ...mistake }) =>
    problems.push({ ...mistake, path: path.join('.'), line: lineOf(path) });
  const isSection = (key: string) => SECTIONS.some((section) => section === key);
  for (const key of Object.keys(value)) {
    if (!isSection(key)) report({ path: [key], code: 'unknown-key', keys: SECTIONS });
  }
  const raw = rawSections(value, report);
  const kept = <S extends Section>(section: S) =>
    options.prune && raw[section]
      ? new Map<string, ItemOf<S>>()
      : new Map(stored[section] as ReadonlyMap<string, ItemOf<S>>);
  const { plan, homeTimeZone } = options;
  const known = knownIds((name) => [...kept(name).keys(), ...Object.keys(raw[name] ?? {})]);
  const context: ItemContext = { plan, homeTimeZone, known, sounds: stored.sounds };
  const section = <S extends Section>(name: S) =>
    readSection(name, raw[name] ?? {}, stored, kept(name), context, report);
  const people = section('people');
  const wanted: Configuration = {
    people,
    absences: ofThose(people, section('absences'), raw.absences),
    teams: section('teams'),
    schedules: section('schedules'),
    policies: section('policies'),
    hotlines: section('hotlines'),
    trunks: section('trunks'),
    sounds: stored.sounds,
  };
  const inFile = ([name, id]: Path) =>
    isSection(String(name)) && Object.hasOwn(raw[name as Section] ?? {}, String(id));
  return ok({ wanted, lineOf: (path) => (inFile(path) ? lineOf(path) : null), problems });
}

type Report = (error: ValidationError) => void;
type RawSections = Readonly<Partial<Record<Section, Readonly<Record<string, unknown>>>>>;

/** The file's sections that are mappings. An empty section (`people:` and nothing more) holds no items. */
function rawSections(value: Readonly<Record<string, unknown>>, report: Report): RawSections {
  const raw: Partial<Record<Section, Readonly<Record<string, unknown>>>> = {};
  for (const section of SECTIONS) {
    const content = Object.hasOwn(value, section) ? (value[section] ?? {}) : undefined;
    if (isMapping(content)) raw[section] = content;
    else if (content !== undefined) report({ path: [section], ...unmet({ what: 'items' }) });
  }
  return raw;
}

/** A person who goes takes along what was entered for them, unless the file speaks of it. */
function ofThose(
  people: Configuration['people'],
  absences: Configuration['absences'],
  inFile: RawSections['absences'] = {},
): Configuration['absences'] {
  return new Map([...absences].filter(([id]) => people.has(id) || Object.hasOwn(inFile, id)));
}

function readSection<S extends Section>(
  section: S,
  raw: Readonly<Record<string, unknown>>,
  stored: Configuration,
  into: Map<string, ItemOf<S>>,
  context: ItemContext,
  report: Report,
): ReadonlyMap<string, ItemOf<S>> {
  const before = stored[section] as ReadonlyMap<string, ItemOf<S>>;
  for (const [id, content] of Object.entries(raw)) {
    if (!isId(section, id)) report({ path: [section, id], ...idExpectation(section) });
    const item = ITEMS[section].read(id, content, before.get(id) ?? null, context);
    if (item.ok && item.value !== null) into.set(id, item.value);
    else if (item.ok) into.delete(id);
    else
      for (const validationError of item.error)
        report({ ...validationError, path: [section, id, ...validationError.path] });
  }
  return into;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
