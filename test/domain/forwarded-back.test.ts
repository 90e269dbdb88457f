import { describe, expect, it } from 'vitest';
import { forwardedBackFrom } from '../../src/domain/forwarded-back.ts';

const HOTLINE = '+33199001200';
const bob = { number: '+33612345678', shown: HOTLINE };
const carol = { number: '+33687654321', shown: HOTLINE };
const from = (callerNumber: string | null, ...forwardedFrom: string[]) =>
  forwardedBackFrom({ callerNumber, forwardedFrom }, [bob, carol], 'FR');

describe('a call that shows the number we show to phones that ring', () => {
  it('is that of the phone whose forwarding the network names, however the numbers are written', () => {
    expect(from('0199001200', '0687654321')).toEqual([carol]);
    expect(from('33199001200', '+33612345678')).toEqual([bob]);
  });

  it('is none of them when the network names another', () => {
    expect(from(HOTLINE, '+33699999999')).toEqual([]);
  });

  it('may be any of them when the network names none', () => {
    expect(from(HOTLINE)).toEqual([bob, carol]);
  });

  it('our own number is nobody who forwarded: the other one named, or any of them', () => {
    expect(from(HOTLINE, HOTLINE, '+33612345678')).toEqual([bob]);
    expect(from(HOTLINE, '0199001200')).toEqual([bob, carol]);
    expect(from(HOTLINE, HOTLINE, '+33699999999')).toEqual([]);
  });

  it('another number, or a withheld one, is somebody else’s, also when a forwarding brought it', () => {
    expect(from('+33199005566', '+33612345678')).toEqual([]);
    expect(from(null, '+33612345678')).toEqual([]);
    expect(forwardedBackFrom({ callerNumber: HOTLINE, forwardedFrom: [] }, [], 'FR')).toEqual([]);
  });

  it('a phone that was shown none of our numbers is not where it came from', () => {
    const dora = { number: '+33677777777', shown: null };
    expect(forwardedBackFrom({ callerNumber: HOTLINE, forwardedFrom: [] }, [dora, bob], 'FR')).toEqual([bob]);
    // What is no number at all is nobody's.
    expect(forwardedBackFrom({ callerNumber: 'x', forwardedFrom: [] }, [dora], 'FR')).toEqual([]);
  });
});
