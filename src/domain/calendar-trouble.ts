/** What kept a calendar from being read; kept with it, and told in words by `words/calendar-trouble-words.ts`. */
export type CalendarTrouble =
  | AddressTrouble
  | { readonly code: 'redirected'; readonly to: AddressTrouble }
  | { readonly code: 'too-many-redirects'; readonly most: number }
  | { readonly code: 'server-slow'; readonly seconds: number }
  | { readonly code: 'too-large'; readonly megabytes: number }
  | { readonly code: 'answered'; readonly status: number }
  | { readonly code: 'unasked-form' }
  | { readonly code: 'not-unpacked' }
  | { readonly code: 'broken-off' }
  /** `error`: as the system names it, such as ECONNREFUSED; null: it has no name for it. */
  | { readonly code: 'not-reached'; readonly error: string | null }
  | { readonly code: 'unasked-unchanged' }
  | { readonly code: 'no-calendar' }
  | { readonly code: 'too-many-absences'; readonly most: number }
  | { readonly code: 'reading-slow'; readonly seconds: number }
  /** `said`: what the reader of calendars said of it. */
  | { readonly code: 'not-read'; readonly said: string }
  | { readonly code: 'too-many-read' }
  | { readonly code: 'too-much-memory' };

/** What can be seen of an address that is not fetched. */
export type AddressTrouble =
  | { readonly code: 'no-address' }
  | { readonly code: 'not-https' }
  /** Into a private network. */
  | { readonly code: 'leads-inside' };
