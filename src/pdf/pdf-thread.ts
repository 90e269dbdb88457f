import { createRequire } from 'node:module';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import printer from 'pdfmake';

/** The thread that `render-apart` starts: lays one document out, and ends. */
const folder = path.dirname(createRequire(import.meta.url).resolve('pdfmake/package.json'));
const font = (weight: string) => path.join(folder, 'fonts', 'Roboto', `Roboto-${weight}.ttf`);
printer.addFonts({
  Roboto: {
    normal: font('Regular'),
    bold: font('Medium'),
    italics: font('Italic'),
    bolditalics: font('MediumItalic'),
  },
});
// A document of ours names no file but its fonts, and no address: it could only by what somebody typed.
printer.setLocalAccessPolicy((file) => file.startsWith(folder));
printer.setUrlAccessPolicy(() => false);
const buffer = await printer.createPdf(workerData as object).getBuffer();
parentPort?.postMessage(new Uint8Array(buffer));
