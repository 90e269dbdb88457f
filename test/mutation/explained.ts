/**
 * Mutations that no test can notice, and why: `file: line of code [before → after]`. One that is noticed after all is told,
 * so that the list does not rot.
 */
export const EXPLAINED: Readonly<Record<string, string>> = {
  'src/accounts/common-passwords.ts: while (at + length < keys.length && isInRun(keys, at, length + 1)) length += 1; [< → <=]':
    'Beyond the end isInRun compares lengths, and is false all the same.',
  'src/domain/mailbox/pin.ts: const steps = digits.slice(1).map((digit, at) => (digit - (digits[at] ?? 0) + 10) % 10); [+ → -]':
    'Only whether all steps are the same counts, and a step below zero is below zero for all of them.',
  "src/domain/phone-number.ts: return extension.ok ? { kind: 'extension', extension: extension.value } : null; [extension.ok → true]":
    'Two to six digits, which were just asked for, are the name of an extension.',
  'src/domain/phone-number.ts: if (known !== undefined) return known; [known !== undefined → false]':
    'It is worked out again, and comes to the same.',
  'src/domain/phone-number.ts: if (compared.size === MOST_COMPARED) compared.clear(); [compared.size === MOST_COMPARED → true]':
    'It is worked out again, and comes to the same.',
  'src/domain/phone-number.ts: if (compared.size === MOST_COMPARED) compared.clear(); [compared.size === MOST_COMPARED → false]':
    'More is remembered than is worth it; what is answered is the same.',
  'src/domain/phone-number.ts: if (compared.size === MOST_COMPARED) compared.clear(); [=== → !==]':
    'It is worked out again, and comes to the same.',
  'src/domain/task/task.ts: const kind = event.kind !== null && WEIGHT[event.kind] > WEIGHT[task.kind] ? event.kind : task.kind; [> → >=]':
    'Two kinds of the same weight are the same kind.',
};
