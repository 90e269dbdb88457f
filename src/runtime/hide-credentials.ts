/** What stands in a secret's place. */
export const HIDDEN = '[hidden]';

/**
 * Hides credentials inside any text: `https://user:secret@host`, and the `api_key=user:secret` that ARI wants
 * in its websocket's address. Redaction by field cannot see those in messages and stack traces.
 */
export function hideCredentials(line: string): string {
  return line
    .replace(/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"'\\]+@/gi, `$1${HIDDEN}@`)
    .replace(/\b(api_key=)[^&\s"'\\]+/gi, `$1${HIDDEN}`);
}
