import { expect, it } from 'vitest';
import { readEmail } from '../../src/domain/email.ts';

const long = (length: number) => `${'a'.repeat(length - 4)}@b.c`;

it.each([
  [' Ada.Morel@Example.ORG ', 'ada.morel@example.org'],
  [long(254), long(254)],
  [long(255), null],
  ['ada@example', null],
  ['@example.org', null],
  ['ada@example.', null],
  ['ada@@example.org', null],
  ['ada morel@example.org', null],
  ['ada@example.org, eve@example.org', null],
  ['Ada <ada@example.org>', null],
  ['', null],
])('%s is the e-mail address %s', (text, email) => {
  expect(readEmail(text)).toBe(email);
});
