/** What a form sent, as a page reads it. */
export interface SentForm {
  /** Trimmed; empty when it was not sent. */
  text(name: string): string;
  has(name: string): boolean;
  /** Every value of a name that was sent several times, in the order of the page. */
  all(name: string): readonly string[];
  /** The fields of a row as one object each, in the order of the page. */
  rows<Name extends string>(...names: readonly Name[]): readonly Readonly<Record<Name, string>>[];
}

/** What a form holds, by the names of its controls: what was typed, right or wrong. */
export type FormValues = Readonly<Record<string, unknown>>;

/** What a form is shown and understood with. */
export interface FormContext {
  /** A number as people write it. */
  phone(number: string): string;
  /** Whom a typed name or id means; null: nobody, or one of several. */
  personCalled(name: string): string | null;
  /** What a person is called in a list: the id where two have one name. */
  calledAs(personId: string): string;
}

/** One control for one field. */
export interface SimplePart {
  /** Of lists: an entry a line, words to tick with room for one that is new, or one choice that stands for several codes. */
  readonly kind: 'text' | 'choice' | 'flag' | 'lines' | 'chips' | 'codes';
  /** What an empty control stands for in place of an empty text: no value, or what was there before. */
  readonly empty?: 'none' | 'unsaid';
  /** Said beside the label. */
  readonly optional?: true;
  /** Telephone numbers, shown as people write them. */
  readonly numbers?: true;
  readonly attrs?: Readonly<Record<string, string | number>>;
  readonly type?: 'tel' | 'date';
  readonly rows?: number;
}

/** Several controls, or rows of them. */
export interface OwnPart {
  readonly kind: 'own';
  typed(sent: SentForm): FormValues;
  /** `written`: the field as files have it. */
  shown(written: unknown, context: FormContext): FormValues;
  /** As a file would say it; undefined: it stays. `before`: the field as it is stored, as files have it. */
  raw(values: FormValues, context: FormContext, before: unknown): unknown;
}

export type FormPart = SimplePart | OwnPart;

/** Several controls whose values are known by name. */
export function ownPart<Values extends object, Written>(part: {
  readonly typed: (sent: SentForm) => Values;
  readonly shown: (written: Written, context: FormContext) => Values;
  readonly raw: (values: Values, context: FormContext, before: Written | undefined) => unknown;
}): OwnPart {
  return { kind: 'own', ...part } as unknown as OwnPart;
}

export const NUMERIC: SimplePart = { kind: 'text', attrs: { inputmode: 'numeric', maxlength: 7 } };

/** A number a line; empty lines mean nothing. */
export function linesOf(text: string): readonly string[] {
  return separated(text, /[\r\n,;]+/);
}

export function separated(text: string, separator: RegExp): readonly string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
