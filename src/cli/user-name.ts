import { userInfo } from 'node:os';

/** Who runs this command, for the audit. A container may run as a number that has no name. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? ''}`.trim();
  }
}
