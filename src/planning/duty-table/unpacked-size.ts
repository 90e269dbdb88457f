import { Unzip, UnzipInflate } from 'fflate';

/** So much is unpacked at a stretch; deflate makes at most a thousand times that of it. */
const PIECE = 4 * 1024;

/**
 * Whether what is packed in a file comes to no more than so many bytes. It is unpacked to be counted and thrown away, for
 * what a packed file says of its sizes is up to whoever packed it. Throws at what is no packed file.
 */
export function unpacksWithin(packed: Uint8Array, most: number): boolean {
  let unpacked = 0;
  const unzip = new Unzip((file) => {
    file.ondata = (error, piece) => {
      if (error) throw error;
      unpacked += piece.length;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for (let at = 0; at < packed.length && unpacked <= most; at += PIECE)
    unzip.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
  return unpacked <= most;
}
