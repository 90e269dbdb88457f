import type { Author } from '../../planning/configuration.ts';

/** Ends a call that is going on, as somebody asks on its page; false: it had ended. */
export type EndCall = (callId: string, author: Author) => Promise<boolean>;
