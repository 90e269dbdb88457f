import { scopeOf } from '../../domain/permissions.ts';
import { KEPT_FOR, PERSONAL_DATA, type PersonalData } from '../../domain/privacy/personal-data.ts';
import { createBreather } from '../../runtime/clock.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';

/** A long history lets calls go on all the while. */
const BREATH_MS = 5;

/** What is recorded of a person: what, why, how long, who sees it. */
export async function recordPage(context: MemberContext): Promise<Reply> {
  const { dependencies, actor, t } = context;
  const person = await personOf(context);
  const counts = await dependencies.personalRecord.count(person.id);
  const isMine = person.id === actor.personId;
  return {
    kind: 'page',
    view: 'privacy/record',
    title: isMine ? t.privacy.mine : t.privacy.ofPerson(person.name),
    data: {
      person,
      isMine,
      rows: toldOf(context).map((row) => ({ ...row, count: counts[row.kind] })),
      mayErase: !isMine && scopeOf('records.erase', actor.role) === 'all',
    },
  };
}

/** Everything about a person as one file (GDPR, art. 15 and 20). */
export async function recordFile(context: MemberContext): Promise<Reply> {
  const { dependencies, now } = context;
  const person = await personOf(context);
  return {
    kind: 'own',
    answer: async (response) => {
      response.set('content-type', 'application/json; charset=utf-8');
      response.attachment(`vigie-${person.id}.json`);
      const breathe = createBreather(BREATH_MS);
      response.write(
        `{"person":${JSON.stringify(person.id)},"at":"${new Date(now).toISOString()}","tables":[`,
      );
      let isFirst = true;
      for await (const { kind, table, rows } of dependencies.personalRecord.read(person.id)) {
        if (response.closed) return;
        response.write(`${isFirst ? '' : ','}\n{"kind":"${kind}","table":"${table}","rows":[`);
        isFirst = false;
        let isFirstPart = true;
        for await (const part of rows) {
          const lines = part.map((row) => JSON.stringify(row)).join(',\n');
          response.write(`${isFirstPart ? '' : ','}${lines}`);
          isFirstPart = false;
          await breathe();
        }
        response.write(']}');
      }
      response.end('\n]}\n');
    },
  };
}

const NOTES = ['staff', 'council'] as const;

/** A model note for staff or for the works council, with what holds here. */
export function notePage(context: MemberContext): Reply {
  const { t } = context;
  const audience = NOTES.find((one) => one === param(context, 'audience')) ?? notFound();
  const note = t.privacy.note[audience];
  return { kind: 'page', view: 'privacy/note', title: note.title, data: { note, rows: toldOf(context) } };
}

/** Asks before somebody is erased, and says what goes and what stays. */
export async function erasurePage(context: MemberContext, trouble: string | null = null): Promise<Reply> {
  const { t } = context;
  const person = await personOf(context);
  return {
    kind: 'page',
    view: 'privacy/erase',
    title: t.privacy.eraseTitle(person.name),
    status: trouble === null ? 200 : 422,
    data: { person, trouble },
  };
}

export async function erase(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, actor, author, t } = context;
  const person = await personOf(context);
  if (person.id === actor.personId) return erasurePage(context, t.privacy.notYourself);
  const erased = await dependencies.personalRecord.erase(person.id, author);
  return erased.ok
    ? { kind: 'see', path: '/people', done: 'person-erased' }
    : erasurePage(context, t.privacy.problems[erased.error]);
}

async function personOf(context: MemberContext) {
  return (await context.dependencies.reader.people()).get(param(context, 'person')) ?? notFound();
}

function toldOf({ dependencies, t }: MemberContext) {
  const { kinds, kept } = t.privacy;
  const howLong = (kind: PersonalData) => {
    const rule = KEPT_FOR[kind];
    return rule === 'while-here' || rule === 'as-history'
      ? kept[rule]
      : t.settings.retention.days(dependencies.retention[rule]);
  };
  return PERSONAL_DATA.map((kind) => ({ kind, ...kinds[kind], howLong: howLong(kind) }));
}
