import { plainWords, withoutNames, withoutSignature } from './sms-words.ts';

/** Said first, a yes counts unless what follows takes it back. */
const CLEAR_YES = ['OUI', 'OUAIS', 'OUEP', 'YES', 'YEP', 'YEAH'];
/** May be said of anything: a yes where only courtesies follow. */
const PLAIN_YES = [
  'OK',
  'O K',
  'OKAY',
  'OKEY',
  'OKI',
  'D ACCORD',
  'DACCORD',
  'D ACC',
  'DACC',
  'DAC',
  'ENTENDU',
  'PARFAIT',
  'VOLONTIERS',
  'AVEC PLAISIR',
  'BIEN SUR',
  'BIEN ENTENDU',
  'CA MARCHE',
  'CA ROULE',
  'C EST (?:BON|OK|D ACCORD|NOTE|PARFAIT)',
  'C OK',
  'C BON',
  'JE CONFIRME',
  'CONFIRME',
  'JE (?:PRENDS|LA PRENDS|SERAI LA|SERAI PRESENT|SUIS DISPO|SUIS DISPONIBLE|SUIS PARTANT|M EN OCCUPE)',
  '(?:I )?CONFIRM(?:ED)?',
  'SURE',
  'OF COURSE',
  'WILL DO',
  'I (?:WILL|LL) (?:DO IT|BE THERE|TAKE IT)',
  '1',
];
const NO = ['NON', 'NAN', 'NO', 'NOPE'];
/** A no where only courtesies follow: "je ne peux pas répondre maintenant" is about something else. */
const PLAIN_NO = [
  '(?:DESOLEE? |SORRY )?(?:JE (?:NE )?PEUX PAS|JE (?:NE )?POURRAI PAS|I (?:CANNOT|CAN T|CANT))',
  '(?:DESOLEE? )?(?:C EST )?(?:IMPOSSIBLE|PAS POSSIBLE)',
  '(?:JE (?:NE )?SUIS )?PAS (?:DISPO|DISPONIBLE|D ACCORD|OK)',
  'JE SUIS (?:MALADE|INDISPONIBLE)',
  'JE REFUSE',
  '(?:I AM |I M )?(?:NOT AVAILABLE|UNAVAILABLE|SICK|ILL)',
  'NOT (?:OK|POSSIBLE)',
  '2',
];

const GREETING =
  /^(?:(?:RE)?BONJOUR|BONSOIR|SALUT|COUCOU|HELLO|HI|HEY)(?: (?:MADAME|MONSIEUR|A TOUS|CHEF))?(?= |$)/;
const [CLEAR_FIRST, PLAIN_FIRST, NO_FIRST, PLAIN_NO_FIRST] = [CLEAR_YES, PLAIN_YES, NO, PLAIN_NO].map(
  (words) => new RegExp(`^(?:${words.join('|')})(?= |$)`),
) as [RegExp, RegExp, RegExp, RegExp];

/** Takes a yes back, or makes a question of it. */
const DOUBT =
  /\?|\b(?:MAIS|PAS|NON|SAUF|SINON|PEUT ETRE|MALADE|ABSENTE?|ABSENCE|INDISPONIBLE|IMPOSSIBLE|REFUSE|BUT|NOT|NO|EXCEPT|MAYBE|ILL|SICK|CANNOT|CAN T|CANT|WON T|UNABLE|UNAVAILABLE)\b/;
/** "No problem", which takes nothing back, and alone is a yes to some. */
const REASSURANCE = /\b(?:PAS DE|SANS|AUCUN|NO|NOT A) (?:PROBLEME?S?|SOUCIS?|PBS?|PROBS?|WORRIES)\b/g;
const NOT_A_NO = /^(?:(?:NON|NO) )+(?:(?:PAS DE|AUCUN) )?(?:PROBLEME?S?|SOUCIS?|PBS?|PROBS?|WORRIES)\b/;
const COURTESY = [
  ...CLEAR_YES,
  ...PLAIN_YES.filter((word) => word !== '1'),
  'MERCI|MCI|THANKS|THANK YOU|THX|TKS|SVP|BEAUCOUP|BIEN|RECU|NOTE|COMPRIS|BON|SUPER|COOL|NICKEL|TOP|CHEF|FINE|GREAT|GOT IT',
  'POUR (?:MOI|CE SOIR|CETTE NUIT|CE WEEK END)|A (?:VOUS|TOI|TOUS)|VERY MUCH|SO MUCH|DESOLEE?|SORRY|REGRETTE',
  '(?:L |MON |POUR L )ASTREINTE|(?:LA|MA|POUR LA) GARDE|MA (?:PRESENCE|DISPONIBILITE)',
  '(?:BONNE|BON) (?:FIN DE )?(?:JOURNEE|SOIREE|NUIT|WEEK END|WEEKEND|COURAGE|APRES MIDI)|GOOD NIGHT|HAVE A GOOD (?:DAY|NIGHT|EVENING)',
  'A (?:BIENTOT|DEMAIN|PLUS|PLUS TARD|CE SOIR|TOUT A L HEURE)|CDT|CORDIALEMENT|REGARDS|BISES?',
];
const COURTESIES = new RegExp(`^(?: (?:${COURTESY.join('|')}))*$`);

/**
 * What somebody says by SMS: a NON counts whatever follows it, a OUI unless what follows takes it back, an OK or
 * d'accord with thanks, on a line of its own, and a thumb. A greeting before and a signature after say nothing. Null:
 * unclear.
 */
export function readAnswer(text: string): 'yes' | 'no' | null {
  const [line = '', ...more] = withoutSignature(text);
  const first = plainWords(withoutNames(line)).replace(GREETING, '').trim();
  const rest = plainWords(more.join(' '));
  // "Bonjour," on a line of its own.
  if (first === '') return more.length > 0 ? readAnswer(more.join('\n')) : null;
  const reassured = first.replace(REASSURANCE, '').replace(/ +/g, ' ').trim();
  if (NO_FIRST.test(first)) return NOT_A_NO.test(first) ? null : 'no';
  const plainNo = PLAIN_NO_FIRST.exec(first);
  if (plainNo) return COURTESIES.test(first.slice(plainNo[0].length)) ? 'no' : null;
  const yes = CLEAR_FIRST.exec(reassured) ?? PLAIN_FIRST.exec(reassured);
  if (!yes) return null;
  const follows = reassured.slice(yes[0].length);
  if (DOUBT.test(`${follows} ${rest.replace(REASSURANCE, '')}`)) return null;
  return CLEAR_FIRST.test(reassured) || COURTESIES.test(follows) ? 'yes' : null;
}
