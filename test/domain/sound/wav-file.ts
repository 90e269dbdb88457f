/** How a WAV file is to be written. */
export interface WavForm {
  readonly sampleRate: number;
  readonly channels: number;
  readonly encoding: 'pcm' | 'float';
  readonly bits: 8 | 16 | 24 | 32 | 64;
  readonly extensible?: boolean;
  /** What stands before the sound: programs write lists of titles and the like. */
  readonly before?: Buffer;
  /** What the file says of the sound's size, when it does not know. */
  readonly saidSize?: number;
}

export const TELEPHONE: WavForm = { sampleRate: 8000, channels: 1, encoding: 'pcm', bits: 16 };

/** A WAV file as other programs write it, from what each channel is at each sample, -1 to 1. */
export function wavFile(
  form: WavForm,
  seconds: number,
  sampleAt: (at: number, channel: number) => number,
): Buffer {
  const { sampleRate, channels, encoding, bits, extensible = false, before = Buffer.alloc(0) } = form;
  const count = Math.round(seconds * sampleRate);
  const bytes = bits / 8;
  const data = Buffer.alloc(count * channels * bytes);
  for (let index = 0; index < count; index += 1)
    for (let channel = 0; channel < channels; channel += 1)
      writeSample(data, (index * channels + channel) * bytes, encoding, bits, sampleAt(index, channel));
  const tag = encoding === 'pcm' ? 1 : 3;
  const format = Buffer.alloc(extensible ? 40 : 16);
  format.writeUInt16LE(extensible ? 0xfffe : tag, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(sampleRate, 4);
  format.writeUInt32LE(sampleRate * channels * bytes, 8);
  format.writeUInt16LE(channels * bytes, 12);
  format.writeUInt16LE(bits, 14);
  if (extensible) {
    format.writeUInt16LE(22, 16);
    format.writeUInt16LE(bits, 18);
    format.writeUInt16LE(tag, 24);
  }
  const body = Buffer.concat([
    Buffer.from('WAVE'),
    chunk('fmt ', format),
    before,
    chunk('data', data, form.saidSize),
  ]);
  return Buffer.concat([Buffer.from('RIFF'), size(body.length), body]);
}

/** A sine, for a telephone or a test to recognise. */
export function tone(hz: number, sampleRate: number, loud = 0.5): (at: number) => number {
  return (at) => loud * Math.sin((2 * Math.PI * hz * at) / sampleRate);
}

export function chunk(name: string, content: Buffer, saidSize = content.length): Buffer {
  return Buffer.concat([Buffer.from(name), size(saidSize), content, Buffer.alloc(content.length % 2)]);
}

function size(bytes: number): Buffer {
  const written = Buffer.alloc(4);
  written.writeUInt32LE(bytes);
  return written;
}

function writeSample(to: Buffer, at: number, encoding: 'pcm' | 'float', bits: number, sample: number): void {
  if (encoding === 'float') {
    if (bits === 64) to.writeDoubleLE(sample, at);
    else to.writeFloatLE(sample, at);
  } else if (bits === 8) to.writeUInt8(Math.round(sample * 127) + 128, at);
  else to.writeIntLE(Math.round(sample * (2 ** (bits - 1) - 1)), at, bits / 8);
}
