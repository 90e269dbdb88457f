import {
  accountPage,
  beginFactor,
  changePassword,
  confirmFactor,
  endFactor,
  endOtherSessions,
  endSession,
  savePreferences,
} from '../account/account-pages.ts';
import { addPasskey, beginPasskey, removePasskey } from '../account/passkey-pages.ts';
import { changePin, endPin } from '../account/pin-form.ts';
import { guarded, type Route } from '../gate.ts';
import { myPreferences, saveMyPreferences } from '../notices/preferences-pages.ts';

/** One's own account. */
export const ACCOUNT_ROUTES: readonly Route[] = [
  guarded('get', '/account', 'account.own', accountPage, 'self'),
  guarded('post', '/account', 'account.own', savePreferences, 'self'),
  guarded('get', '/account/notices', 'account.own', myPreferences, 'self'),
  guarded('post', '/account/notices', 'account.own', saveMyPreferences, 'self'),
  guarded('post', '/account/password', 'account.own', changePassword, 'self'),
  guarded('post', '/account/pin', 'account.own', changePin, 'self'),
  guarded('post', '/account/pin/end', 'account.own', endPin, 'self'),
  guarded('post', '/account/factor', 'account.own', beginFactor, 'self'),
  guarded('post', '/account/factor/on', 'account.own', confirmFactor, 'self'),
  guarded('post', '/account/factor/off', 'account.own', endFactor, 'self'),
  guarded('post', '/account/passkeys', 'account.own', beginPasskey, 'self'),
  guarded('post', '/account/passkeys/add', 'account.own', addPasskey, 'self'),
  guarded('post', '/account/passkeys/:passkey/remove', 'account.own', removePasskey, 'self'),
  guarded('post', '/account/sessions/end', 'account.own', endOtherSessions, 'self'),
  guarded('post', '/account/sessions/:session/end', 'account.own', endSession, 'self'),
];
