/** What stands for a word of its own. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[\u{1F44D}\u{1F44C}\u{1F197}\u2705\u2714\u2611]/gu, ' OUI '],
  [/[\u{1F44E}\u{1F6AB}\u274C\u2716\u26D4]/gu, ' NON '],
];

/** In capitals, without accents and signs but the question mark; a thumb is the word that it stands for. */
export function plainWords(text: string): string {
  return SIGNS.reduce((said, [sign, word]) => said.replace(sign, word), text)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}?]+/gu, ' ')
    .replace(/\?+/g, ' ? ')
    .replace(/ +/g, ' ')
    .trim();
}

/** What telephones and mail programs write below, and below which nothing is said any more. */
const SIGNATURE =
  /^(?:--|__|envoyé (?:de|depuis|à partir)|sent (?:from|with|via)|get outlook|télécharge|obtenez|le .{4,80} a écrit|on .{4,80} wrote|-+ ?(?:message|original)|ce (?:message|sms|courriel)|ne pas répondre|this (?:message|e-?mail))/i;
const SIGNATURE_IN_LINE = /[\s.,!–—-]+(?:envoyé (?:de|depuis) m(?:on|a) |sent from my ).*$/i;

/** The lines that somebody wrote: without what they were answered to, and what their program says for itself. */
export function withoutSignature(text: string): readonly string[] {
  const lines = text
    .split(/[\r\n\u2028]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('>'));
  const end = lines.findIndex((line, index) => index > 0 && SIGNATURE.test(line));
  return (end < 0 ? lines : lines.slice(0, end)).map((line) => line.replace(SIGNATURE_IN_LINE, ''));
}

const NAME = String.raw`\p{Lu}[\p{Ll}'’]+(?:-\p{Lu}\p{Ll}+)?`;
const ADDRESSED = new RegExp(
  String.raw`(?<=(?:^|[\s,])(?:[Bb]onjour|[Bb]onsoir|[Ss]alut|[Hh]ello|[Hh]i|[Mm]erci|[Tt]hanks|[Tt]hank you) )${NAME}(?: ${NAME})?(?=\s*(?:[,.!:–-]|$))`,
  'gu',
);
const SIGNED = new RegExp(String.raw`(?<=[,.!–-] ?)${NAME} ${NAME}\.?$`, 'u');

/** Without whom a greeting or thanks are for, and who signs at the end of the line: "merci Sofia", "OK. Bob Martin". */
export function withoutNames(line: string): string {
  return line.replace(ADDRESSED, '').replace(SIGNED, '');
}
