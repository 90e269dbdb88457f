import type { Instant } from '../runtime/instant.ts';
import type { DialTarget } from './phone-number.ts';

export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const ROLES = ['administrator', 'supervisor', 'member', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** Those that can be told apart, and on which text can be read, in light and in dark. */
export const COLOURS = ['teal', 'blue', 'red', 'green', 'magenta', 'gold', 'sky', 'orange'] as const;
export type Colour = (typeof COLOURS)[number];

/** One way to reach a person. A person's methods are tried in their order. */
export interface ContactMethod {
  readonly target: DialTarget;
  /** True: an answer counts only after the key press. False: a desk phone where an answer is a person. */
  readonly mustAccept: boolean;
}

/** Someone who can be on call. `id` is a slug, stable for ever; the name may change. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** In order of preference; the first is the language of prompts and notices. Never empty. */
  readonly languages: readonly Language[];
  readonly role: Role;
  readonly skills: readonly string[];
  readonly contactMethods: readonly ContactMethod[];
  /** Where mails to them go; null: to the address with which they log in. It lets nobody in. */
  readonly email: string | null;
  /** Of their blocks in plannings; null: the one that their id gives. */
  readonly colour: Colour | null;
  /** Before this they cannot be on duty, nor be dialled; null: they have been here for long. */
  readonly joinsAt: Instant | null;
  /** From this on they cannot be on duty, nor be dialled; null: they stay. */
  readonly leavesAt: Instant | null;
}

/** Whether the person has joined and not left. */
export function isHere({ joinsAt, leavesAt }: Pick<Person, 'joinsAt' | 'leavesAt'>, at: Instant): boolean {
  return (joinsAt === null || joinsAt <= at) && (leavesAt === null || at < leavesAt);
}

/** People who can be dialled together, or counted together. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly memberIds: readonly string[];
}
