/**
 * The text of an environment file in which each setting has its value: its line is replaced, set or commented out, or
 * one is added at the end. Everything else stays as somebody wrote it.
 */
export function withSettings(text: string, settings: Readonly<Record<string, string>>): string {
  let result = text;
  for (const [name, value] of Object.entries(settings)) {
    const line = `${name}=${value}`;
    const set = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=.*$`, 'm');
    const suggested = new RegExp(`^#[ \\t]*${name}[ \\t]*=.*$`, 'm');
    const there = [set, suggested].find((pattern) => pattern.test(result));
    if (there) result = result.replace(there, () => line);
    else result = `${result === '' || result.endsWith('\n') ? result : `${result}\n`}${line}\n`;
  }
  return result;
}
