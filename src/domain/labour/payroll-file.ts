import { fail, ok, type Result } from '../../runtime/result.ts';
import type { Statement } from './statement.ts';

/** What a line of a payroll file can say. */
export const PAYROLL_FIELDS = [
  'number',
  'name',
  'code',
  'quantity',
  'amount',
  'rest',
  'month',
  'from',
  'to',
] as const;
export type PayrollField = (typeof PAYROLL_FIELDS)[number];

export const DECIMALS = [',', '.'] as const;
export const DATE_STYLES = ['french', 'iso'] as const;

/** A line in which `{number}` and the like stand for values, as Silae takes them: `{number};{code};{quantity}`. */
export interface PayrollTemplate {
  readonly line: string;
  readonly decimals: (typeof DECIMALS)[number];
  /** `dd/MM/yyyy` of Silae and Sage, or ISO. */
  readonly dates: (typeof DATE_STYLES)[number];
}

export const SILAE: PayrollTemplate = {
  line: '{number};{code};{quantity};{from};{to}',
  decimals: ',',
  dates: 'french',
};

/** The field that is none; null: all are. */
export function unknownField(line: string): string | null {
  const used = [...line.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
  return used.find((field) => !PAYROLL_FIELDS.some((known) => known === field)) ?? null;
}

/** The payroll file of a month: a line for each compensation, as the person's team has it. Fails with who has no number. */
export function payrollFile(
  statements: readonly Statement[],
  templateOf: (personId: string) => PayrollTemplate,
): Result<string, readonly string[]> {
  const paid = statements.filter(({ compensation }) => compensation.length > 0);
  const nameless = paid.filter(({ payrollNumber }) => payrollNumber === '').map(({ name }) => name);
  if (nameless.length > 0) return fail(nameless);
  const lines = paid.flatMap((statement) => {
    const template = templateOf(statement.personId);
    const [from, to] = daysOf(statement.month, template.dates);
    return statement.compensation.map((one) =>
      filled(template.line, {
        number: statement.payrollNumber,
        name: statement.name,
        code: one.code,
        // What late notice is reckoned from is money.
        quantity: decimal(one.kind === 'late-notice' ? one.quantity / 100 : one.quantity, template),
        amount: decimal(one.cents / 100, template),
        rest: decimal(one.restMinutes / 60, template),
        month: statement.month,
        from,
        to,
      }),
    );
  });
  return ok(lines.map((line) => `${line}\r\n`).join(''));
}

/** What people chose to write must not break a line. */
function filled(line: string, values: Readonly<Record<PayrollField, string>>): string {
  return line.replace(/\{([^{}]*)\}/g, (whole, field: string) =>
    field in values ? values[field as PayrollField].replace(/[;\r\n\t]/g, ' ') : whole,
  );
}

function decimal(value: number, { decimals }: PayrollTemplate): string {
  return String(Math.round(value * 100) / 100).replace('.', decimals);
}

function daysOf(month: string, style: PayrollTemplate['dates']): readonly [string, string] {
  const [year = '', number = ''] = month.split('-');
  const last = new Date(Date.UTC(Number(year), Number(number), 0)).getUTCDate();
  return style === 'french'
    ? [`01/${number}/${year}`, `${last}/${number}/${year}`]
    : [`${month}-01`, `${month}-${last}`];
}
