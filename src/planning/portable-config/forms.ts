import type { Section } from '../configuration.ts';
import { absencesForm } from './absences-form.ts';
import type { ItemForm } from './form.ts';
import { hotlinesForm } from './hotlines-form.ts';
import { peopleForm, teamsForm } from './people-form.ts';
import { policiesForm } from './policies-form.ts';
import { schedulesForm } from './schedules-form.ts';

/** How each section is written in a file. */
export const FORMS: { readonly [S in Section]: ItemForm<S> } = {
  people: peopleForm,
  absences: absencesForm,
  teams: teamsForm,
  schedules: schedulesForm,
  policies: policiesForm,
  hotlines: hotlinesForm,
};
