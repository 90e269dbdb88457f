import qrcode from 'qrcode';

export interface QrCode {
  /** Modules a side, with the quiet zone that scanners want. */
  readonly size: number;
  /** SVG path of the dark modules. */
  readonly path: string;
}

const QUIET = 4;

/** A QR code as one path, so that it needs no image from anywhere and no style attribute. */
export function qrCode(text: string): QrCode {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const dark = Array.from({ length: size * size }, (_, index) => index).filter(
    (index) => modules.data[index],
  );
  const path = dark
    .map((index) => `M${(index % size) + QUIET} ${Math.floor(index / size) + QUIET}h1v1h-1z`)
    .join('');
  return { size: size + 2 * QUIET, path };
}
