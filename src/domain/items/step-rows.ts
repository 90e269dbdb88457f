import { ownPart } from './form-part.ts';

/** One target of a step as it stands in a form. `who`: `schedule:day`, `person:bob`, `team:x`, `extension`, `phone`. */
export interface TargetRow {
  readonly who: string;
  readonly address: string;
  readonly name: string;
  /** `yes` or `no`. */
  readonly confirm: string;
}

export interface StepRow {
  readonly strategy: string;
  readonly ringSeconds: string;
  readonly skill: string;
  readonly targets: readonly TargetRow[];
}

export const BLANK_TARGET: TargetRow = { who: '', address: '', name: '', confirm: 'yes' };
export const BLANK_STEP: StepRow = {
  strategy: 'in-order',
  ringSeconds: '25',
  skill: '',
  targets: [BLANK_TARGET],
};

interface WrittenTarget {
  readonly schedule?: string;
  readonly person?: string;
  readonly team?: string;
  readonly extension?: string;
  readonly phone?: string;
  readonly name?: string;
  readonly confirm?: boolean;
}

interface WrittenStep {
  readonly ring: readonly WrittenTarget[];
  readonly strategy: string;
  readonly ringSeconds: number;
  readonly skill?: string;
}

/** Targets say which step they are of; a row that chose no number has no fields for one. */
export const STEP_ROWS = ownPart<{ readonly steps: readonly StepRow[] }, readonly WrittenStep[]>({
  typed(sent) {
    const targets = sent.rows('targetStep', 'targetWho', 'targetAddress', 'targetName', 'targetConfirm');
    return {
      steps: sent.rows('strategy', 'ringSeconds', 'skill').map((step, index) => ({
        ...step,
        targets: targets
          .filter(({ targetStep }) => targetStep === String(index))
          .map((row) => typedTarget(row.targetWho, row.targetAddress, row.targetName, row.targetConfirm)),
      })),
    };
  },
  shown: (written, { phone }) => ({
    steps: written.map(({ ring, strategy, ringSeconds, skill }) => ({
      strategy,
      ringSeconds: String(ringSeconds),
      skill: skill ?? '',
      targets: ring.map((target) => targetRow(target, phone)),
    })),
  }),
  raw: ({ steps }) =>
    steps.map(({ strategy, ringSeconds, skill, targets }) => ({
      ring: targets.filter(({ who }) => who !== '').map(rawTarget),
      strategy,
      ringSeconds,
      ...(skill === '' ? {} : { skill }),
    })),
});

export function typedTarget(who: string, address: string, name: string, confirm: string): TargetRow {
  return { who, address, name, confirm: confirm === '' ? 'yes' : confirm };
}

/** As a configuration file would say it. */
export function rawTarget({ who, address, name, confirm }: TargetRow): Readonly<Record<string, unknown>> {
  if (who === 'extension' || who === 'phone')
    return { [who]: address, ...(name === '' ? {} : { name }), confirm: confirm !== 'no' };
  const [kind = '', ...rest] = who.split(':');
  return ['schedule', 'person', 'team'].includes(kind) ? { [kind]: rest.join(':') } : {};
}

function targetRow(target: WrittenTarget, phone: (number: string) => string): TargetRow {
  for (const kind of ['schedule', 'person', 'team'] as const)
    if (target[kind] !== undefined) return { ...BLANK_TARGET, who: `${kind}:${target[kind]}` };
  return {
    who: target.extension === undefined ? 'phone' : 'extension',
    address: target.extension ?? phone(target.phone ?? ''),
    name: target.name ?? '',
    confirm: target.confirm === false ? 'no' : 'yes',
  };
}
