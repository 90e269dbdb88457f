/** What stands in a secret's place. */
export const HIDDEN = '[hidden]';

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
