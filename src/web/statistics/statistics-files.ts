import { type MemberContext, notFound, param, type Reply } from '../request-context.ts';
import { type FileKind, listFile } from '../tables/list-files.ts';
import { valuesOf } from '../tables/table.ts';
import { readSubject } from './read-subject.ts';
import { SUMS_OF, type SubjectName, TABLES_OF } from './statistics-subjects.ts';

/** One table of a page of statistics as a file: `/statistics/files/reception/outcomes.csv`. */
export function statisticsFile(subject: SubjectName) {
  return async (context: MemberContext): Promise<Reply> => {
    const [, name, kind] = /^([a-z]+)\.(csv|xlsx)$/.exec(param(context, 'file')) ?? [];
    if (name === undefined) return notFound();
    const view = await readSubject(context, SUMS_OF[subject]);
    const table = (await TABLES_OF[subject](view, context)).find((one) => one.name === name) ?? notFound();
    const { from, to } = view.filter.days;
    return listFile(context, kind as FileKind, {
      name: `${name}-${from}-${to}`,
      head: table.head,
      parts: valuesOf(table),
    });
  };
}
