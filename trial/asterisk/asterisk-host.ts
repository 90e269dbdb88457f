import type { Program } from './leash.ts';

/** The ways to an Asterisk, in the order they are tried. */
export const WAYS = ['given', 'docker', 'path', 'chroot'] as const;
/**
 * `given`: an address in the environment. `docker`: a container. `path`: the programs installed here.
 * `chroot`: a private Debian under .cache.
 */
export type Way = (typeof WAYS)[number];

/** A place that has `asterisk` and `sipp`, on this machine's network, with one directory that both sides see. */
export interface AsteriskHost {
  readonly way: Way;
  /** The shared directory as this process names it. */
  readonly directory: string;
  /** The same directory as the programs started there name it. */
  readonly insideDirectory: string;
  start(command: readonly string[]): Program;
  /** Ends whatever still runs there, and removes the directory. */
  close(): Promise<void>;
}
