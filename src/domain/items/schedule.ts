import { fail } from '../../runtime/result.ts';
import { NO_HOLIDAYS } from '../schedule/duty-window.ts';
import { settled } from '../schedule/validity.ts';
import { isTimeZone } from '../schedule/wall-clock.ts';
import { SWAP_APPROVALS } from '../swap/swap-approval.ts';
import { list } from './codec.ts';
import type { ManagedSchedule } from './configuration.ts';
import { confirmation } from './confirmation.ts';
import { type Fields, itemCodec } from './field.ts';
import { HOLIDAY_PART } from './holiday-part.ts';
import { itemForm } from './item-form.ts';
import { NAME } from './name.ts';
import { rotation } from './rotation.ts';
import { ROTATION_ROWS } from './rotation-rows.ts';
import { CONFIRMATION_PART, COVERAGE_ROWS } from './schedule-parts.ts';
import { override, plannedShifts } from './shifts.ts';
import { trainee } from './trainee.ts';
import { TRAINEE_ROWS } from './trainee-rows.ts';
import { errorsOfRules } from './validation-error.ts';
import { oneOf, reference, timeZone } from './values.ts';
import { dutyWindow, holidays } from './window.ts';

/** All that people decide about a schedule. Its times are on its own clocks. */
export const SCHEDULE_FIELDS: Fields<ManagedSchedule> = {
  name: { ...NAME, form: { kind: 'text', empty: 'unsaid', attrs: { maxlength: 100, autocomplete: 'off' } } },
  timeZone: {
    codec: () => timeZone,
    form: { kind: 'choice' },
    words: {
      en: { label: 'Time zone', hint: 'All times of this schedule are on its clocks.' },
      fr: { label: 'Fuseau horaire', hint: 'Toutes les heures de ce planning sont à ses horloges.' },
    },
  },
  holidays: {
    codec: () => holidays,
    fallback: () => NO_HOLIDAYS,
    form: HOLIDAY_PART,
    words: { en: { label: 'Public holidays' }, fr: { label: 'Jours fériés' } },
  },
  coverage: {
    codec: () => dutyWindow.nullable(),
    fallback: () => null,
    form: COVERAGE_ROWS,
    words: {
      en: {
        label: 'When somebody must be on duty',
        hint: 'What nobody covers then is shown as a gap. Nothing here: whenever a rotation holds.',
      },
      fr: {
        label: 'Quand quelqu’un doit être d’astreinte',
        hint: 'Ce que personne ne couvre alors apparaît comme un trou. Rien ici : dès qu’un roulement s’applique.',
      },
    },
  },
  teamId: {
    key: 'team',
    codec: (context) => reference(context, 'teams').nullable(),
    fallback: () => null,
    form: { kind: 'choice', empty: 'none' },
    words: {
      en: {
        label: 'Team',
        hint: 'Its supervisors plan this schedule. Without a team, every supervisor does.',
      },
      fr: {
        label: 'Équipe',
        hint: 'Ses superviseurs planifient ici. Sans équipe, tous les superviseurs le peuvent.',
      },
    },
  },
  swapApproval: {
    codec: () => oneOf(SWAP_APPROVALS),
    fallback: () => 'none',
    form: { kind: 'choice' },
    words: { en: { label: 'Swaps between colleagues' }, fr: { label: 'Échanges entre collègues' } },
  },
  confirmation: {
    codec: () => confirmation.nullable(),
    fallback: () => null,
    form: CONFIRMATION_PART,
    words: {
      en: {
        label: 'Confirming duty',
        hint: 'Whoever is on call soon is asked to confirm. Without an answer, the supervisor and the next in line are told.',
      },
      fr: {
        label: 'Confirmer l’astreinte',
        hint: 'Qui est bientôt d’astreinte est prié de confirmer. Sans réponse, le superviseur et le suivant sont prévenus.',
      },
    },
  },
  rotations: {
    codec: (context) => list(rotation(context)),
    fallback: () => [],
    form: ROTATION_ROWS,
    words: {
      en: {
        label: 'Rotations',
        hint: 'People take turns, from handoff to handoff. Planned shifts go before rotations, and of two rotations the upper one counts.',
      },
      fr: {
        label: 'Roulements',
        hint: 'Chacun son tour, de relève en relève. Les créneaux planifiés passent avant les tours, et de deux tours celui du dessus compte.',
      },
    },
  },
  trainees: {
    codec: (context) => list(trainee(context)),
    fallback: () => [],
    form: TRAINEE_ROWS,
    words: {
      en: {
        label: 'Trainees',
        hint: 'Beside whoever is on call: shown with them and told of it; calls ring them only if you wish.',
      },
      fr: {
        label: 'Doublures',
        hint: 'À côté de qui est d’astreinte : affichées et prévenues ; les appels ne les font sonner que si vous le voulez.',
      },
    },
  },
  shifts: {
    codec: plannedShifts,
    fallback: () => [],
    words: { en: { label: 'Planned shifts' }, fr: { label: 'Créneaux planifiés' } },
  },
  overrides: {
    codec: (context) => list(override(context)),
    fallback: () => [],
    words: { en: { label: 'Replacements' }, fr: { label: 'Remplacements' } },
  },
};

export const schedules = itemCodec(SCHEDULE_FIELDS, {
  timeZoneOf,
  check(schedule, before, given) {
    // Overrides that the file does not speak of go with the duty they replace.
    const settling = settled(schedule, before, () => !given.has('overrides'));
    return settling.ok ? settling : fail(errorsOfRules(settling.error));
  },
});
export const scheduleForm = itemForm(SCHEDULE_FIELDS, schedules);

/** A wrong one is told on its own; UTC lets the rest be checked too. */
function timeZoneOf(item: unknown, before: ManagedSchedule | null): string {
  const said = typeof item === 'object' && item !== null && 'timeZone' in item ? item.timeZone : null;
  return typeof said === 'string' && isTimeZone(said) ? said : (before?.timeZone ?? 'UTC');
}
