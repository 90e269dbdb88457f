import {
  codePage,
  forgottenPage,
  giveCode,
  logIn,
  logInPage,
  logOut,
  makeResetLink,
} from '../access/log-in-pages.ts';
import {
  askForPasskey,
  askForPasskeyAfterwards,
  giveCodeByPasskey,
  logInByPasskey,
} from '../access/passkey-log-in.ts';
import { choosePassword, setUp, setUpPage, welcomePage } from '../access/set-up-pages.ts';
import { guarded, open, type Route } from '../gate.ts';

/** Getting in. */
export const ACCESS_ROUTES: readonly Route[] = [
  open('get', '/log-in', logInPage),
  open('post', '/log-in', logIn),
  open('get', '/log-in/code', codePage),
  open('post', '/log-in/code', giveCode),
  open('get', '/log-in/passkey', askForPasskey),
  open('post', '/log-in/passkey', logInByPasskey),
  open('get', '/log-in/code/passkey', askForPasskeyAfterwards),
  open('post', '/log-in/code/passkey', giveCodeByPasskey),
  open('get', '/forgotten', forgottenPage),
  open('post', '/forgotten', makeResetLink),
  open('get', '/welcome/:token', welcomePage),
  open('post', '/welcome/:token', choosePassword),
  open('get', '/set-up', setUpPage),
  open('post', '/set-up', setUp),
  guarded('post', '/log-out', 'account.own', logOut, 'self'),
];
