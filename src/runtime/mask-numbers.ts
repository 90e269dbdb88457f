/**
 * A telephone number inside a text: eight digits or more (extensions, short numbers and years are fewer), with what may
 * stand before and after it in a field, a dial string or an address. A number of JSON's own follows a colon or a comma.
 */
const NUMBER = /(?<=["\s+/(<=]|sips?:|tel:|%2B)\+?\d{8,15}(?=["\s@,)/;>&\\?]|$)/gi;

/** What is left: enough to tell one from another beside a call's page, where it stands in full. */
export function maskNumbers(line: string): string {
  return line.replace(NUMBER, (number) => {
    const kept = number.startsWith('+') ? 3 : 2;
    return `${number.slice(0, kept)}${'*'.repeat(number.length - kept - 2)}${number.slice(-2)}`;
  });
}
