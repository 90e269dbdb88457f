/** ITU-T G.711 A-law: one byte for a 16-bit sample. The field's `0x55` turns every other bit. */
export function encodeALaw(sample: number): number {
  const magnitude = Math.min(Math.abs(Math.round(sample)) >> 4, 2047);
  const exponent = magnitude < 16 ? 0 : Math.max(1, Math.floor(Math.log2(magnitude)) - 3);
  const mantissa = (exponent < 2 ? magnitude : magnitude >> (exponent - 1)) & 0x0f;
  return ((exponent << 4) | mantissa | (sample < 0 ? 0 : 0x80)) ^ 0x55;
}

/** The 16-bit sample of an A-law byte. */
export function decodeALaw(byte: number): number {
  const code = byte ^ 0x55;
  const exponent = (code >> 4) & 0x07;
  const step = ((code & 0x0f) << 1) + 1;
  const magnitude = (exponent === 0 ? step : (step + 32) << (exponent - 1)) << 3;
  return code & 0x80 ? magnitude : -magnitude;
}
