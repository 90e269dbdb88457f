/** What stands in a secret's place. */
export const HIDDEN = '[hidden]';

/** Fields whose value is a secret, wherever they stand in what is logged. */
const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'password',
  'api_key',
  'apikey',
  'authorization',
  'cookie',
]);
const NAMES_A_SECRET = new RegExp(`"(?:${[...SECRET_FIELDS].join('|')})":`, 'i');

/**
 * One line of the log without its secrets: fields that are named as such, and credentials inside any text. Hardly a line
 * has a secret, and a busy service writes a dozen a call: each is only looked at, and taken apart when it names one.
 */
export function hideSecrets(line: string): string {
  return hideCredentials(NAMES_A_SECRET.test(line) ? withoutSecretFields(line) : line);
}

function withoutSecretFields(line: string): string {
  const shown = JSON.parse(line, (name, value: unknown) =>
    SECRET_FIELDS.has(name.toLowerCase()) ? HIDDEN : value,
  ) as unknown;
  return `${JSON.stringify(shown)}\n`;
}

/**
 * Hides credentials inside any text: `https://user:secret@host`, and the `api_key=user:secret` that ARI wants
 * in its websocket's address. Redaction by field cannot see those in messages and stack traces.
 */
export function hideCredentials(line: string): string {
  return (
    line
      // Without what stands before `://`, which a pattern would look for anew from every letter of a long line.
      .replace(/:\/\/[^\s/@"'\\]+@/g, `://${HIDDEN}@`)
      .replace(/\b(api_key=)[^&\s"'\\]+/gi, `$1${HIDDEN}`)
  );
}
