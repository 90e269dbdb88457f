import { readFileSync } from 'node:fs';
import { type AddUserProblem, addUser } from '../accounts/add-user.ts';
import { createLink } from '../accounts/links.ts';
import { hashPassword, passwordProblem, SHORTEST_PASSWORD } from '../accounts/passwords.ts';
import type { Config } from '../config.ts';
import { createAccountStore } from '../database/accounts/account-store.ts';
import { createConfigurationStore } from '../database/configuration/configuration-store.ts';
import { readEmail } from '../domain/email.ts';
import { ROLES } from '../domain/person.ts';
import type { Clock } from '../runtime/clock.ts';
import { fail, ok } from '../runtime/result.ts';
import { explainMistake } from '../words/validation-error-words.ts';
import { asText, type CommandResult } from './command.ts';
import { userName } from './user-name.ts';
import { withDatabase } from './with-database.ts';

export interface UserAddFlags {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  /** Read the password from standard input; otherwise a link to choose one is printed. */
  readonly passwordStdin?: boolean;
}

/** `vigie user add`: lets a person log in to the pages, making them when there is nobody of that name. */
export async function userAddCommand(
  config: Config,
  clock: Clock,
  flags: UserAddFlags,
): Promise<CommandResult> {
  const email = readEmail(flags.email);
  const role = ROLES.find((word) => word === flags.role);
  const password = flags.passwordStdin ? readFileSync(0, 'utf8').replace(/\r?\n$/, '') : null;
  const weak = password === null ? null : passwordProblem(password, [flags.name, flags.email]);
  const mistakes = [
    ...(email === null ? [`--email is ${JSON.stringify(flags.email)}: expected an e-mail address`] : []),
    ...(role === undefined
      ? [`--role is ${JSON.stringify(flags.role)}: expected one of ${ROLES.join(', ')}`]
      : []),
    ...(weak === null
      ? []
      : [
          `the password is ${weak}: expected at least ${SHORTEST_PASSWORD} characters, not mostly the name or the e-mail, none that many people choose`,
        ]),
  ];
  if (email === null || role === undefined || mistakes.length > 0) return fail(mistakes);
  return withDatabase(config.database, 'create', async (db) => {
    const accounts = createAccountStore(db);
    const author = { actor: `vigie user add by ${userName()}`, at: clock.now() };
    const options = { plan: config.numberingPlan, homeTimeZone: config.timeZone, author };
    const stores = { configuration: createConfigurationStore(db), accounts };
    const added = await addUser(stores, { name: flags.name.trim(), email, role }, options);
    if (!added.ok) return fail(explain(added.error));
    const who = `${added.value} may log in as ${email} (${role})`;
    if (password !== null) {
      await accounts.setPassword(added.value, await hashPassword(password), author, null);
      return ok(asText([who]));
    }
    const { path } = await createLink(accounts, added.value, 'invitation', clock.now());
    return ok(asText([who, `the password is chosen here, once, within a week: ${addressOf(config)}${path}`]));
  });
}

function addressOf({ http }: Config): string {
  const host = http.host.includes(':') ? `[${http.host}]` : http.host;
  return http.publicUrl ?? `http://${host}:${http.port}`;
}

function explain(problem: AddUserProblem): readonly string[] {
  switch (problem.kind) {
    case 'email-taken':
      return ['that e-mail belongs to another account'];
    case 'invalid':
      return problem.validationErrors.map((error) => `${error.path.join('.')}: ${explainMistake(error)}`);
    default:
      return ['somebody changed that person meanwhile: try again'];
  }
}
