import { hasSecondFactor } from '../../accounts/account.ts';
import { optionsToAdd, readAdded } from '../../accounts/passkey-ceremony.ts';
import { createRecoveryCodes, hashRecoveryCode } from '../../accounts/second-factor.ts';
import { notifyOwner } from '../access/account-news.ts';
import { ceremonyOf } from '../access/passkey-ceremony.ts';
import { isMe } from '../access/proof.ts';
import { validationError } from '../forms/validation-errors.ts';
import { type MemberChangeContext, notFound, param, type Reply } from '../request-context.ts';
import { accountForm } from './account-pages.ts';

const LONGEST_NAME = 60;

/** Whoever has proved who they are gets the page on which their browser makes a passkey. */
export async function beginPasskey(context: MemberChangeContext): Promise<Reply> {
  const ceremony = ceremonyOf(context);
  if (ceremony === null) return notFound();
  const { me, fields, t, now } = context;
  const name = fields.text('passkeyName');
  if (name === '' || name.length > LONGEST_NAME)
    return accountForm(context, validationError('passkeyName', t.account.passkeyNameWrong(LONGEST_NAME)));
  if (!(await isMe(context)))
    return accountForm(context, validationError('passkeyCurrent', t.account.currentWrong));
  const person = { personId: me.person.id, name: me.person.name, email: me.account.email };
  const options = JSON.stringify(await optionsToAdd(ceremony, person, now));
  return {
    kind: 'page',
    view: 'account/passkey',
    title: t.account.passkeyMake,
    data: { passkeys: true, name, options },
  };
}

/** Its challenge was given only to whoever had proved who they are. */
export async function addPasskey(context: MemberChangeContext): Promise<Reply> {
  const ceremony = ceremonyOf(context);
  if (ceremony === null) return notFound();
  const { dependencies, me, fields, t, now, author } = context;
  const personId = me.person.id;
  const added = await readAdded(ceremony, personId, fields.exact('answer'), now);
  const codes = (await dependencies.accounts.recoveryCodesLeft(personId)) > 0 ? [] : createRecoveryCodes();
  const name = fields.text('passkeyName').slice(0, LONGEST_NAME);
  const isAdded =
    added !== null &&
    (await dependencies.passkeys.add({ ...added, name }, codes.map(hashRecoveryCode), author, me.session.id));
  if (!isAdded) return accountForm(context, validationError('passkeyName', t.account.passkeyNotMade));
  await notifyOwner(context, me.account, 'passkey-added');
  if (codes.length === 0) return { kind: 'see', path: '/account', done: 'saved' };
  return { kind: 'page', view: 'account/recovery', title: t.account.recovery, data: { codes } };
}

export async function removePasskey(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, me, t, author } = context;
  const id = param(context, 'passkey');
  const passkeys = await dependencies.passkeys.of(me.person.id);
  if (!passkeys.some((passkey) => passkey.id === id)) return notFound();
  if (!(await isMe(context))) return accountForm(context, validationError(id, t.account.currentWrong));
  const left = { totpSecret: me.account.totpSecret, hasPasskey: passkeys.length > 1 };
  if (dependencies.secondFactorFor.includes(me.person.role) && !hasSecondFactor(left))
    return accountForm(context, validationError(id, t.account.factorNeeded));
  await dependencies.passkeys.remove(me.person.id, id, author, me.session.id);
  await notifyOwner(context, me.account, 'passkey-removed');
  return { kind: 'see', path: '/account', done: 'saved' };
}
