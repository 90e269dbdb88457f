import { InvalidArgumentError } from 'commander';

/** For options that count: 1 to 10000. */
export function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 10_000)
    throw new InvalidArgumentError('expected a number from 1 to 10000');
  return value;
}

/** For options that are a time: up to a day. */
export function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 86_400)
    throw new InvalidArgumentError('expected a number of seconds from 0 to 86400');
  return value;
}
