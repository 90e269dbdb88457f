import { Document, isCollection, isScalar, isSeq, visit } from 'yaml';
import { type Configuration, type ItemOf, SECTIONS, type Section } from '../../domain/items/configuration.ts';
import { ITEMS } from '../../domain/items/items.ts';

/** Said where it would be missed: a file restored without them would greet nobody. */
const RECORDINGS =
  ' Recorded greetings are named here, not held: `vigie export --sounds DIR` writes them beside this file,\n' +
  ' and `vigie import FILE --sounds DIR` takes them from there. The database has them, too.';

/**
 * The whole configuration as a file that `importConfiguration` reads back without a difference, given the same home
 * time zone.
 */
export function exportConfiguration(configuration: Configuration, homeTimeZone: string): string {
  const sections = SECTIONS.map((section) => [section, writeSection(section, configuration, homeTimeZone)]);
  const document = new Document(Object.fromEntries(sections));
  visit(document, {
    Seq(_key, list) {
      // Short things on one line: names, numbers, a shift.
      if (list.items.every(isScalar)) list.flow = true;
      for (const item of list.items)
        if (isCollection(item) && !isSeq(item)) item.flow = item.items.every(isPlainPair);
    },
  });
  const recorded = [...configuration.hotlines.values()].some((line) => line.recordedGreeting !== null);
  if (recorded) document.commentBefore = RECORDINGS;
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function isPlainPair(item: unknown): boolean {
  return typeof item === 'object' && item !== null && 'value' in item && isScalar(item.value);
}

function writeSection<S extends Section>(
  section: S,
  configuration: Configuration,
  homeTimeZone: string,
): Readonly<Record<string, unknown>> {
  const items = [...(configuration[section] as ReadonlyMap<string, ItemOf<S>>)];
  return Object.fromEntries(items.map(([id, item]) => [id, ITEMS[section].write(item, homeTimeZone)]));
}
