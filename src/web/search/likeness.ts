/** Without accents and capitals, so that "helene" finds Hélène. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

/** What somebody looks for, in words and in digits. */
export interface Wanted {
  /** As typed, at most 100 characters. */
  readonly typed: string;
  readonly words: readonly string[];
  /** At least three digits, without the zero or the code that stands for the country; null: it is no number. */
  readonly digits: string | null;
}

export function wantedIn(typed: string): Wanted {
  const text = typed.trim().slice(0, 100);
  const digits = /^[+\d][\d .()+-]*$/.test(text) ? text.replace(/\D/g, '').replace(/^0+/, '') : '';
  return {
    typed: text,
    words: plain(text)
      .split(/\s+/)
      .filter((word) => word !== ''),
    digits: digits.length >= 3 ? digits : null,
  };
}

/** Whether every word stands in the name, wherever. */
export function isCalled(name: string, { words }: Wanted): boolean {
  const said = plain(name);
  return words.length > 0 && words.every((word) => said.includes(word));
}

/** Whether the digits stand in the number, wherever: people remember the end of one. */
export function hasDigits(number: string, { digits }: Wanted): boolean {
  return digits !== null && number.replace(/\D/g, '').includes(digits);
}
