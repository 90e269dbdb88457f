/**
 * The commands of a page of documentation: blocks of code whose first line names them, "```sh NAME". A block without
 * a name is to be read, not run.
 */
export function commandsOf(page: string): ReadonlyMap<string, string> {
  const commands = new Map<string, string>();
  for (const [, name = '', text = ''] of page.matchAll(/^```sh ([a-z-]+)\n(.*?)^```$/gms)) {
    if (commands.has(name)) throw new Error(`two blocks of commands are named ${name}`);
    commands.set(name, text);
  }
  return commands;
}
