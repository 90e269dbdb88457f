import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Instant } from '../runtime/instant.ts';
import { hashToken } from './tokens.ts';

const PERIOD_SECONDS = 30;
const RECOVERY_CODES = 10;
/** Without letters and digits that look alike. */
const CODE_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A secret that an authenticator application and we will share (base32, 160 bits). */
export function createSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The address that an authenticator application reads from a QR code. */
export function secretAddress(secret: string, email: string): string {
  return totp(secret, email).toString();
}

/** The 30-second period whose code this is, the present one or a neighbour; null: a wrong code. */
export function periodOf(secret: string, code: string, now: Instant): number | null {
  const digits = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return null;
  const off = totp(secret, '').validate({ token: digits, timestamp: now, window: 1 });
  return off === null ? null : Math.floor(now / (PERIOD_SECONDS * 1000)) + off;
}

/** Codes for the day when the telephone is lost. Each is good once; 50 bits each. */
export function createRecoveryCodes(): readonly string[] {
  const half = () => Array.from({ length: 5 }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
  return Array.from({ length: RECOVERY_CODES }, () => `${half()}-${half()}`);
}

export function hashRecoveryCode(code: string): string {
  return hashToken(code.toLowerCase().replace(/[^a-z0-9]/g, ''));
}

function totp(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: 'Vigie',
    label,
    secret: Secret.fromBase32(secret),
    period: PERIOD_SECONDS,
    digits: 6,
  });
}
