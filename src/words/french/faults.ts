import type { FaultCatalogue } from '../fault-catalogue.ts';

/** Why no test call was placed. */
const NOT_PLACED: Readonly<Record<string, string>> = {
  busy: 'un autre est en cours',
  'no-hotline': 'aucune ligne n’a ce numéro',
  'not-allowed': 'ce numéro ne peut pas être composé (VIGIE_DIAL_COUNTRIES)',
  'no-trunk': 'la ligne n’a pas de trunk',
  'too-many-legs': 'toutes les lignes sont occupées',
  'not-serving': 'le service ne s’en est pas chargé ; il doit tourner et être connecté à Asterisk',
};

/** Of a test call, in which no sound came. */
const DIRECTIONS: Readonly<Record<string, string>> = {
  'to-caller': 'les appelants n’entendent rien',
  'from-caller': 'on n’entend pas les appelants',
  'from-responder': 'on n’entend pas la personne qui prend l’appel',
};

/** What is wrong with an installation, and the line to change, in French. */
export const FRENCH_FAULTS: FaultCatalogue = {
  configuration: (mistake) => ({ title: mistake, cure: 'À corriger dans le fichier d’environnement.' }),
  'node-too-old': (version) => ({
    title: `Node ${version} est trop ancien`,
    cure: 'Installez Node 20.19 ou plus récent ; 22 ou 24 de préférence (docs/install.md).',
  }),
  'no-password': () => ({
    title: 'Le mot de passe de l’utilisateur ARI n’est pas réglé',
    cure: 'VIGIE_ARI_PASSWORD=… ou VIGIE_ARI_PASSWORD_FILE=… dans /etc/vigie/vigie.env : le mot de passe de [vigie] dans ari.conf.',
  }),
  'database-missing': (path) => ({
    title: `Il n’y a pas encore de base à l’emplacement ${path}`,
    cure: 'vigie migrate la crée, le premier démarrage aussi. S’il devait y en avoir une : VIGIE_DATABASE.',
  }),
  'database-unreadable': (path) => ({
    title: `La base ${path} ne peut pas être lue`,
    cure: 'Vérifiez VIGIE_DATABASE et que l’utilisateur de Vigie peut lire le fichier ; sinon, vigie restore avec la dernière sauvegarde.',
  }),
  'database-read-only': (path) => ({
    title: `On ne peut pas écrire dans la base ${path}`,
    cure: 'chown vigie: sur le fichier et son dossier, et vérifiez que le disque n’est pas monté en lecture seule.',
  }),
  'database-outdated': (path) => ({
    title: `La base ${path} est plus ancienne que cette version de Vigie`,
    cure: 'vigie migrate, ou démarrez le service : une copie est faite d’abord.',
  }),
  'database-newer': (path) => ({
    title: `La base ${path} a été modifiée par une version plus récente de Vigie`,
    cure: 'Réinstallez cette version, ou vigie restore avec la copie faite avant la mise à niveau (dossier VIGIE_BACKUPS).',
  }),
  'disk-filling': (percent) => ({
    title: `Il reste moins de ${percent} % de place sur le disque`,
    cure: 'Libérez de la place. Messages vocaux et sauvegardes : VIGIE_KEEP_MESSAGES_DAYS, VIGIE_KEEP_BACKUPS_DAYS, VIGIE_BACKUPS sur un autre disque.',
  }),
  'ari-unreachable': (url) => ({
    title: `Rien ne répond à l’adresse ${url}`,
    cure: 'http.conf, [general] : enabled=yes, bindaddr=127.0.0.1, bindport comme dans VIGIE_ARI_URL ; puis asterisk -rx "core reload". Voir asterisk -rx "http show status".',
  }),
  'ari-off': (url) => ({
    title: `${url} répond, mais l’ARI n’y est pas`,
    cure: 'ari.conf, [general] : enabled=yes ; http.conf : pas de prefix ; modules.conf : load=res_ari.so. Puis asterisk -rx "core reload".',
  }),
  'ari-password': (user) => ({
    title: `Asterisk n’accepte pas l’utilisateur ${user} avec ce mot de passe`,
    cure: `ari.conf, [${user}] : password= doit être le même que VIGIE_ARI_PASSWORD ; puis asterisk -rx "module reload res_ari.so".`,
  }),
  'ari-read-only': (user) => ({
    title: `L’utilisateur ARI ${user} ne peut que lire`,
    cure: `ari.conf, [${user}] : read_only=no ; puis asterisk -rx "module reload res_ari.so".`,
  }),
  'websocket-refused': (url) => ({
    title: `${url} répond, mais refuse le websocket`,
    cure: 'Un proxy placé devant doit laisser passer les upgrades (nginx : proxy_http_version 1.1, proxy_set_header Upgrade $http_upgrade et Connection "upgrade") ; ou désignez Asterisk lui-même dans VIGIE_ARI_URL.',
  }),
  'module-missing': (name) => ({
    title: `Asterisk tourne sans le module ${name}`,
    cure: `modules.conf : load=${name}.so (et pas de noload) ; tout de suite : asterisk -rx "module load ${name}.so".`,
  }),
  'dialplan-missing': () => ({
    title: 'Le plan de numérotation de Vigie n’est pas dans Asterisk',
    cure: 'extensions.conf, à la fin : #include vigie/extensions-vigie.conf (FreePBX : extensions_custom.conf) ; puis asterisk -rx "dialplan reload".',
  }),
  'dialplan-outdated': () => ({
    title: 'Le plan de numérotation de Vigie dans Asterisk est d’une version plus ancienne',
    cure: 'Remplacez celui d’Asterisk par extensions-vigie.conf de cette version ; puis asterisk -rx "dialplan reload".',
  }),
  'astdb-unwritable': () => ({
    title: 'Asterisk ne peut pas écrire dans sa propre base : sans Vigie, on ne saurait pas qui appeler',
    cure: 'astdb.sqlite3, dans l’astdbdir d’Asterisk, doit être accessible en écriture à l’utilisateur d’Asterisk, sur un disque qui a de la place, et n’être utilisé par aucun autre programme.',
  }),
  'clocks-apart': (seconds) => ({
    title: `Les horloges d’Asterisk et de Vigie ont ${seconds} s d’écart`,
    cure: 'Un service de temps sur les deux machines (timedatectl set-ntp true).',
  }),
  'second-vigie': (app) => ({
    title: `Une autre Vigie sert l’application ${app} de cet Asterisk`,
    cure: 'Arrêtez l’une des deux, ou donnez à l’une un nom à elle : VIGIE_ARI_APP, et le même dans Stasis() de son plan de numérotation.',
  }),
  'trunk-unknown': (trunk) => ({
    title: `Asterisk n’a pas de trunk ${trunk}`,
    cure: 'Le trunk de la ligne doit être le nom d’un endpoint : asterisk -rx "pjsip show endpoints" les liste (sous FreePBX, le nom du trunk).',
  }),
  'trunk-down': (trunk) => ({
    title: `Le trunk ${trunk} est hors service`,
    cure: `asterisk -rx "pjsip show endpoint ${trunk}" et "pjsip show registrations" : adresse et mot de passe de l’opérateur, réseau, pare-feu.`,
  }),
  'keys-unheard': (endpoint) => ({
    title: `Les touches appuyées sur ${endpoint} ne sont pas entendues : personne ne peut y appuyer sur 1`,
    cure: `pjsip.conf, [${endpoint}] : dtmf_mode=auto et direct_media=no ; puis asterisk -rx "pjsip reload".`,
  }),
  'sounds-missing': (language) => ({
    title: `Il manque à Asterisk des sons dans la langue ${language}`,
    cure: `Debian : apt install asterisk-core-sounds-${language} asterisk-core-sounds-${language}-wav ; ailleurs CORE-SOUNDS-${language.toUpperCase()} dans menuselect, ou le module Sound Languages de FreePBX.`,
  }),
  'recordings-folder-missing': (folder) => ({
    title: `Asterisk n’a pas de dossier pour les enregistrements : ${folder}`,
    cure: `install -d -o asterisk -g asterisk -m 750 ${folder}`,
  }),
  'rtp-blocked': () => ({
    title:
      'Le son de Vigie n’arrive pas à Asterisk : les accueils enregistrés ne peuvent pas y être apportés',
    cure: 'Laissez passer l’UDP de la machine de Vigie vers les ports rtpstart à rtpend de rtp.conf d’Asterisk.',
  }),
  'mail-refused': (server) => ({
    title: `Le serveur de courriel ${server} ne laisse pas entrer Vigie`,
    cure: 'VIGIE_SMTP_HOST, VIGIE_SMTP_PORT, VIGIE_SMTP_SECURITY, VIGIE_SMTP_USERNAME, VIGIE_SMTP_PASSWORD.',
  }),
  'sender-refused': (sender) => ({
    title: `Le serveur de courriel laisse entrer Vigie, mais n’accepte aucun courriel de ${sender}`,
    cure: 'VIGIE_MAIL_FROM doit être une adresse que cet utilisateur peut employer.',
  }),
  'sms-refused': (gateway) => ({
    title: `La passerelle SMS ${gateway} ne laisse pas entrer Vigie`,
    cure: 'VIGIE_SMS et ce qui va avec : docs/sms-gateways.md.',
  }),
  'only-folder': (folder) => ({
    title: `Personne n’est prévenu de rien : courriels et SMS sont seulement écrits dans ${folder}`,
    cure: 'Réglez un serveur de courriel (VIGIE_SMTP_HOST) ou une passerelle SMS (VIGIE_SMS).',
  }),
  'no-public-address': () => ({
    title:
      'Les notifications n’ont pas de liens : on ne sait pas par quelle adresse les pages sont atteintes',
    cure: 'VIGIE_PUBLIC_URL=https://vigie.example.org',
  }),
  'call-not-placed': (why) => ({
    title: `L’appel d’essai n’a pas pu être passé : ${NOT_PLACED[why] ?? why}`,
    cure: 'Donnez un numéro de la ligne, tel qu’on le compose de l’extérieur, et un trunk à la ligne ; le service doit tourner et être connecté.',
  }),
  'call-no-route': (number) => ({
    title: `L’appel d’essai du ${number} n’est pas sorti par le trunk`,
    cure: 'asterisk -rx "pjsip show endpoints" et "pjsip show registrations" : adresse et mot de passe du trunk ; ou donnez un autre trunk à la ligne.',
  }),
  'call-no-way-in': (number) => ({
    title: `L’appel d’essai est parti, mais n’est jamais revenu par le ${number} : les appelants n’atteignent pas la ligne`,
    cure: 'Chez l’opérateur : vers où sont envoyés les appels à ce numéro. Dans extensions.conf, contexte du trunk : exten => NUMÉRO,1,Goto(vigie,NUMÉRO,1). Un opérateur qui ne ramène pas les appels de ses propres clients ne peut pas être essayé ainsi.',
  }),
  'call-wrong-hotline': (dialled) => ({
    title: `L’appel d’essai est arrivé par le ${dialled}, qui n’est pas un numéro de cette ligne`,
    cure: 'Chez l’opérateur : vers où sont envoyés les appels à ce numéro. Dans extensions.conf : quel numéro donne le Goto(vigie,…) du contexte du trunk. Sinon, ajoutez ce numéro à la ligne.',
  }),
  'call-caller-id-changed': (caller) => ({
    title: `Le numéro d’appelant de l’appel d’essai est arrivé changé : ${caller === '' ? 'masqué' : caller}`,
    cure: 'pjsip.conf, endpoint du trunk : send_pai=yes, from_user= et from_domain= comme l’opérateur les veut, trust_id_inbound=yes ; le numéro présenté par la ligne doit être un de ceux que l’opérateur vous a donnés.',
  }),
  'call-no-greeting': () => ({
    title: 'L’appel d’essai n’a pas entendu l’accueil',
    cure: 'Écoutez-le sur la page de la ligne ; asterisk -rx "core show file formats" doit citer wav ; sans aucun son : rtp.conf et le pare-feu (UDP, de rtpstart à rtpend).',
  }),
  'call-nobody-rings': (names) => ({
    title:
      names === ''
        ? 'L’appel d’essai n’a fait sonner personne'
        : `L’appel d’essai n’a fait sonner aucun téléphone de ${names}`,
    cure: 'Qui est d’astreinte maintenant, et son poste est-il enregistré ? vigie who LIGNE ; asterisk -rx "pjsip show contacts".',
  }),
  'call-no-key': (names) => ({
    title: `Personne n’a pris l’appel d’essai en appuyant sur la touche ; ont sonné : ${names}`,
    cure: 'Si quelqu’un a appuyé sur 1 : pjsip.conf, endpoint de son poste ou du trunk : dtmf_mode=auto et direct_media=no. S’il n’y avait personne : annoncez l’heure de l’appel d’essai (VIGIE_TEST_CALLS_AT).',
  }),
  'call-one-way': (direction) => ({
    title: `Le son ne passe que dans un sens : ${DIRECTIONS[direction] ?? direction}`,
    cure: 'pjsip.conf, transport : external_media_address, external_signaling_address et local_net ; endpoint du trunk : rtp_symmetric=yes, direct_media=no ; pare-feu : UDP, de rtpstart à rtpend de rtp.conf.',
  }),
  'call-no-voicemail': (number) => ({
    title: `Aucun message n’a pu être laissé au ${number}`,
    cure: 'asterisk -rx "module show like res_stasis_recording" et "app_record" ; install -d -o asterisk -g asterisk -m 750 /var/spool/asterisk/recording. Un message sans notre tonalité : aucun son ne vient des appelants.',
  }),
  'call-no-fallback': (number) => ({
    title: `Sans Vigie, les appelants du ${number} n’atteindraient personne d’astreinte`,
    cure: 'asterisk -rx "database show vigie" montre qui le plan de numérotation appellerait : il faut quelqu’un d’astreinte, et une AstDB accessible en écriture (voir vigie doctor).',
  }),
};
