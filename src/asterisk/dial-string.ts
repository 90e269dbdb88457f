import type { DialRequest } from '../calls/telephony.ts';

/**
 * The dial string, from parts that were validated when they were written down: nothing a caller or a form sends gets
 * here. Null for a phone without a trunk to reach it by.
 */
export function dialString({ target, trunk }: Pick<DialRequest, 'target' | 'trunk'>): string | null {
  if (target.kind === 'extension') return `PJSIP/${target.extension}`;
  return trunk === null ? null : `PJSIP/${target.number}@${trunk}`;
}

/** `Name <number>` as Asterisk reads it; a name's other characters would be read as syntax. Empty: present nothing. */
export function presentedCallerId(callerId: DialRequest['callerId']): string {
  const name = (callerId.name ?? '').replace(/[^\p{L}\p{N} .'-]/gu, '').trim();
  const number = (callerId.number ?? '').replace(/[^0-9A-Za-z+*#_-]/g, '');
  if (number === '') return name;
  return name === '' ? number : `${name} <${number}>`;
}
