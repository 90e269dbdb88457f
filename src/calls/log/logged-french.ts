/**
 * What the call log keeps as English text, in French. Reasons, details and troubles are written once, as they happen,
 * in the language of the log; old calls are read too, so they are translated where they are shown. `$1`… stand for the
 * parts of the English; what the network or Asterisk said in words of its own stays as it is.
 */
const FRENCH: readonly (readonly [RegExp, string])[] = [
  // Why somebody was rung.
  [/^planned shift$/, 'créneau planifié'],
  [/^turn in (.+)$/s, 'tour dans $1'],
  [/^covers for (.+), who is absent, in (.+)$/s, 'couvre l’absence de $1 dans $2'],
  [/^replaces everyone, override by (.+)$/s, 'remplace tout le monde, décision de $1'],
  [/^replaces everyone, override$/, 'remplace tout le monde'],
  [/^replaces (.+), override by (.+)$/s, 'remplace $1, décision de $2'],
  [/^replaces (.+), override$/s, 'remplace $1'],
  [/^added, override by (.+)$/s, 'en renfort, décision de $1'],
  [/^added, override$/, 'en renfort'],
  [/^named in the policy$/, 'nommé dans la règle'],
  [/^team (.+)$/s, 'équipe $1'],
  [/^last resort$/, 'dernier recours'],
  // How a try ended.
  [/^rang until the ring time was over$/, 'a sonné jusqu’au bout du temps prévu'],
  [/^no cause given$/, 'sans raison donnée'],
  [/^on another call$/, 'déjà en ligne pour un autre appel'],
  [/^too many calls at once$/, 'trop d’appels à la fois'],
  [/^this number may not be dialled$/, 'ce numéro ne peut être appelé'],
  [/^the hotline has no trunk$/, 'la ligne n’a pas de trunk'],
  [/^no trunk for outside numbers$/, 'pas de trunk pour les numéros extérieurs'],
  [/^Asterisk cannot ring this target \(409\)$/, 'Asterisk ne peut appeler cette destination (409)'],
  [/^no connection to Asterisk$/, 'pas de connexion à Asterisk'],
  [/^ari-client gave no reason$/, 'ari-client n’a donné aucune raison'],
  [/^no longer there$/, 'n’était plus là'],
  [/^the caller left$/, 'l’appelant est parti'],
  [/^the caller is no longer with us$/, 'l’appelant n’est plus là'],
  [/^names a sound that Asterisk cannot have$/, 'nomme un son qu’Asterisk ne peut avoir'],
  // Troubles.
  [
    /^the caller's side did not end after (\d+) requests$/,
    'le côté de l’appelant ne se termine pas après $1 demandes',
  ],
  [/^attempt (\d+) did not end after (\d+) hang-ups$/, 'l’essai $1 ne se termine pas après $2 raccrochages'],
  [/^attempt (\d+): the prompt could not be played$/, 'essai $1 : le message n’a pas pu être diffusé'],
  [/^nobody knows how this call ended$/, 'personne ne sait comment cet appel a fini'],
  [/^the message could not be recorded$/, 'le message n’a pas pu être enregistré'],
  [/^the service is stopping$/, 'le service s’arrête'],
  // Why a recorded greeting is not in Asterisk.
  [/^Asterisk does not say where its recordings lie/, 'Asterisk ne dit pas où sont ses enregistrements'],
  [/^no way to the machine of Asterisk: /, 'aucun chemin vers la machine d’Asterisk : '],
  [
    /^Asterisk opens no channel for RTP; chan_rtp\.so must be loaded: /,
    'Asterisk n’ouvre pas de canal RTP ; chan_rtp.so doit être chargé : ',
  ],
  [
    /^no sound reached Asterisk: UDP from this machine to its RTP ports must pass$/,
    'aucun son n’est parvenu à Asterisk : l’UDP de cette machine vers ses ports RTP doit passer',
  ],
  [/^the sound did not reach Asterisk whole$/, 'le son n’est pas parvenu entier à Asterisk'],
];

/** Q.850 causes, as a French network would say them; others keep Asterisk's own words. */
const CAUSES: ReadonlyMap<string, string> = new Map([
  ['0', 'raison inconnue'],
  ['1', 'numéro non attribué'],
  ['3', 'aucune route'],
  ['16', 'fin normale'],
  ['17', 'occupé'],
  ['18', 'sans réponse du poste'],
  ['19', 'sans réponse'],
  ['20', 'absent'],
  ['21', 'appel refusé'],
  ['22', 'numéro changé'],
  ['26', 'répondu ailleurs'],
  ['27', 'destination en panne'],
  ['28', 'numéro incomplet'],
  ['29', 'service refusé'],
  ['31', 'fin normale, non précisée'],
  ['34', 'aucune ligne libre'],
  ['38', 'réseau en panne'],
  ['41', 'panne passagère'],
  ['42', 'réseau encombré'],
  ['58', 'média non pris en charge'],
  ['88', 'destination incompatible'],
  ['102', 'délai dépassé'],
  ['127', 'sans précision'],
]);

const NETWORK = /^(.*) \(Q\.850 (\d+)(, SIP \d+)?\)$/s;
const UNTIL = /^(.+), until (\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?)$/s;

/** Who was rung: people keep their names, and the last resort has none. */
export function rungInFrench(name: string): string {
  return name === 'last resort' ? 'dernier recours' : name;
}

/** A text of the call log in French; what is not known stays as it is. */
export function loggedInFrench(text: string): string {
  const until = UNTIL.exec(text);
  if (until) return `${loggedInFrench(until[1] ?? '')}, jusqu’au ${until[2]}`;
  const network = NETWORK.exec(text);
  if (network) {
    const [, said = '', cause = '', sip = ''] = network;
    return `${CAUSES.get(cause) ?? said} (Q.850 ${cause}${sip})`;
  }
  const known = FRENCH.find(([english]) => english.test(text));
  return known ? text.replace(known[0], known[1]) : text;
}
