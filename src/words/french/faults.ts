import type { FaultCatalogue } from '../fault-catalogue.ts';

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
};
