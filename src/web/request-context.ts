import type { Request, Response } from 'express';
import type { LoggedIn } from '../accounts/account.ts';
import type { Actor } from '../domain/permissions.ts';
import type { Language } from '../domain/person.ts';
import type { Author, Warnings } from '../planning/configuration.ts';
import type { Instant } from '../runtime/instant.ts';
import type { SecurityEvent } from '../runtime/security-log.ts';
import type { Fields } from './forms/fields.ts';
import type { Messages } from './messages/messages.ts';
import type { ShownOnce } from './shown-once.ts';
import type { ReadDependencies, WebDependencies } from './web-dependencies.ts';

/** One request, with who makes it and in which language they read. A page that is only shown has nothing to write with. */
export interface RequestContext<Needs extends ReadDependencies = ReadDependencies> {
  readonly dependencies: Needs;
  readonly request: Request;
  readonly now: Instant;
  readonly language: Language;
  readonly t: Messages;
  /** Null: nobody is logged in (a half-open session counts as nobody). */
  readonly me: LoggedIn | null;
  readonly halfOpen: LoggedIn | null;
  readonly fields: Fields;
  readonly shownOnce: ShownOnce;
}

/** The context of a request of someone who is logged in. */
export type MemberContext<Needs extends ReadDependencies = ReadDependencies> = RequestContext<Needs> & {
  readonly me: LoggedIn;
  readonly actor: Actor;
  readonly author: Author;
};

/** Requests that come with a form, which may change something. */
export type ChangeContext = RequestContext<WebDependencies>;
export type MemberChangeContext = MemberContext<WebDependencies>;

/** What a handler answers. Nothing else writes to a response. */
export type Reply =
  /** `view` in the frame of every page. */
  | {
      readonly kind: 'page';
      readonly view: string;
      readonly title: string;
      readonly data: Readonly<Record<string, unknown>>;
      readonly status?: number;
    }
  /** `view` alone, to be put into a page. */
  | { readonly kind: 'part'; readonly view: string; readonly data: Readonly<Record<string, unknown>> }
  /** See there; after a form was taken. `done` is what the page there then says. */
  | {
      readonly kind: 'see';
      readonly path: string;
      readonly done?: Done;
      /** What was done breaks these rules of people's teams: the page there says so. */
      readonly warnings?: Warnings;
      readonly cookie?: Cookie;
    }
  /** The handler answers by itself: sound, CSV, a stream of events. */
  | { readonly kind: 'own'; readonly answer: (response: Response) => Promise<void> | void };

export const DONE = [
  'saved',
  'created',
  'removed',
  'invited',
  'ended',
  'welcome',
  'unchanged',
  'planned',
  'nothing-copied',
  'unplanned',
  'replaced',
  'undone',
  'published',
  'discarded',
  'proposed',
  'answered',
  'taken',
  'task-taken',
  'task-given-back',
  'task-closed',
  'task-reopened',
  'noted',
  'proof-asked',
  'proofs-too-many',
  'ill',
  'erased',
  'person-erased',
  'acknowledged',
  'queued',
  'call-ended',
  'call-over',
  'test-call-asked',
  'duty-confirmed',
  'duty-declined',
  'duty-gone',
  'calendar-read',
  'calendar-unread',
  'original',
  'factor-needed',
  'begun',
  'finished',
  'validated',
  'corrected',
  'withdrawn',
  'closed',
  'calculated',
  'asked',
] as const;
export type Done = (typeof DONE)[number];

/** The session's cookie; null takes it away. `device`: the one by which the browser is known at the next log-in. */
export interface Cookie {
  readonly token: string | null;
  readonly device?: string;
}

export type Handler<V extends RequestContext = RequestContext> = (context: V) => Promise<Reply> | Reply;

/** Something that ends a request with an error page. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: RefusalStatus;
  /** What the security log says of it; null: nothing. */
  readonly security: SecurityEvent | null;

  constructor(status: RefusalStatus, reason: string, security: SecurityEvent | null = usualEvent(status)) {
    super(reason);
    this.status = status;
    this.security = security;
  }
}

function usualEvent(status: RefusalStatus): SecurityEvent | null {
  return status === 403 ? 'right-refused' : status === 429 ? 'too-many-tries' : null;
}

export const REFUSAL_STATUSES = [400, 403, 404, 409, 413, 415, 429, 500, 503] as const;
export type RefusalStatus = (typeof REFUSAL_STATUSES)[number];

export function notFound(): never {
  throw new Refusal(404, 'not found');
}

/** A named part of the path, as in `/people/:person`. */
export function param(context: RequestContext, name: string): string {
  const value = context.request.params[name];
  if (typeof value !== 'string') throw new Error(`the route has no :${name}`);
  return value;
}
