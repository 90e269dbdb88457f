import type { FaultDetail } from '../installation/fault-detail.ts';

/** Why there is no connection to Asterisk. */
export type LinkTrouble =
  | { readonly code: 'link-not-reached' }
  | { readonly code: 'link-password-refused' }
  | { readonly code: 'link-without-ari' }
  | { readonly code: 'link-starting' }
  /** It answered what ARI does not. */
  | { readonly code: 'link-answered-oddly' }
  | { readonly code: 'link-websocket-refused' }
  | { readonly code: 'link-closed' }
  /** The connection stood, and nothing came through. */
  | { readonly code: 'link-silent' };

/** What there is to add to an alarm that names its subject. */
export type AlarmDetail =
  | LinkTrouble
  | { readonly code: 'trunk-missing' }
  | { readonly code: 'trunk-offline' }
  | { readonly code: 'folder'; readonly path: string }
  | FaultDetail;
