/** A document as it is to be laid out: words, tables and their styles, as pdfmake takes them. Nothing in it is code. */
export type PdfDefinition = Readonly<Record<string, unknown>>;

/** Lays a document out, away from whoever takes calls. */
export type RenderPdf = (definition: PdfDefinition) => Promise<Uint8Array>;
