/** The part of pdfmake that we use: its published types bring those of a browser, which hide Node's. */
declare module 'pdfmake' {
  interface FontFiles {
    readonly normal: string;
    readonly bold: string;
    readonly italics: string;
    readonly bolditalics: string;
  }
  const printer: {
    addFonts(fonts: Readonly<Record<string, FontFiles>>): void;
    setLocalAccessPolicy(may: (file: string) => boolean): void;
    setUrlAccessPolicy(may: (url: string) => boolean): void;
    createPdf(definition: object): { getBuffer(): Promise<Uint8Array> };
  };
  export default printer;
}
