/** As it is read: which spaces break no line is the matter of other tests. */
export function plainSpaces(text: string): string {
  return text.replaceAll('\u00A0', ' ');
}
