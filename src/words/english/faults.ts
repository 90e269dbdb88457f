import type { FaultCatalogue } from '../fault-catalogue.ts';

/** Why no test call was placed. */
const NOT_PLACED: Readonly<Record<string, string>> = {
  busy: 'another one is going on',
  'no-hotline': 'no hotline has this number',
  'not-allowed': 'the number may not be dialled (VIGIE_DIAL_COUNTRIES)',
  'no-trunk': 'the hotline has no trunk',
  'too-many-legs': 'all lines are in use',
  'not-serving': 'the service did not take it up; it must run and be connected to Asterisk',
};

/** Of a test call, in which no sound came. */
const DIRECTIONS: Readonly<Record<string, string>> = {
  'to-caller': 'callers hear nothing',
  'from-caller': 'callers are not heard',
  'from-responder': 'whoever takes the call is not heard',
};

/** What is wrong with an installation, and the line to change, in English. */
export const ENGLISH_FAULTS: FaultCatalogue = {
  configuration: (mistake) => ({ title: mistake, cure: 'Correct it in the environment file.' }),
  'node-too-old': (version) => ({
    title: `Node ${version} is too old`,
    cure: 'Install Node 20.19 or later; 22 or 24 is recommended (docs/install.md).',
  }),
  'no-password': () => ({
    title: 'The password of the ARI user is not set',
    cure: 'VIGIE_ARI_PASSWORD=… or VIGIE_ARI_PASSWORD_FILE=… in /etc/vigie/vigie.env: the password of [vigie] in ari.conf.',
  }),
  'database-missing': (path) => ({
    title: `There is no database at ${path} yet`,
    cure: 'vigie migrate makes it, and so does the first start. If there should be one: VIGIE_DATABASE.',
  }),
  'database-unreadable': (path) => ({
    title: `The database ${path} cannot be read`,
    cure: 'Check VIGIE_DATABASE, and that Vigie’s user may read the file; else vigie restore the last backup.',
  }),
  'database-read-only': (path) => ({
    title: `The database ${path} cannot be written`,
    cure: `chown vigie: the file and its folder, and see that the disk is not mounted read-only.`,
  }),
  'database-outdated': (path) => ({
    title: `The database ${path} is older than this version of Vigie`,
    cure: 'vigie migrate, or start the service: a copy is made first.',
  }),
  'database-newer': (path) => ({
    title: `The database ${path} was changed by a newer version of Vigie`,
    cure: 'Install that version again, or vigie restore the copy made before the upgrade (folder VIGIE_BACKUPS).',
  }),
  'disk-filling': (percent) => ({
    title: `Less than ${percent} % of the disk is left`,
    cure: 'Free space on it. Voice messages and backups: VIGIE_KEEP_MESSAGES_DAYS, VIGIE_KEEP_BACKUPS_DAYS, VIGIE_BACKUPS on another disk.',
  }),
  'ari-unreachable': (url) => ({
    title: `Nothing answers at ${url}`,
    cure: 'http.conf, [general]: enabled=yes, bindaddr=127.0.0.1, bindport as in VIGIE_ARI_URL; then asterisk -rx "core reload". See asterisk -rx "http show status".',
  }),
  'ari-off': (url) => ({
    title: `${url} answers, but there is no ARI`,
    cure: 'ari.conf, [general]: enabled=yes; http.conf: no prefix; modules.conf: load=res_ari.so. Then asterisk -rx "core reload".',
  }),
  'ari-password': (user) => ({
    title: `Asterisk does not accept the user ${user} with this password`,
    cure: `ari.conf, [${user}]: password= must be the same as VIGIE_ARI_PASSWORD; then asterisk -rx "module reload res_ari.so".`,
  }),
  'ari-read-only': (user) => ({
    title: `The ARI user ${user} may only read`,
    cure: `ari.conf, [${user}]: read_only=no; then asterisk -rx "module reload res_ari.so".`,
  }),
  'websocket-refused': (url) => ({
    title: `${url} answers, but refuses the websocket`,
    cure: 'A proxy in between must pass upgrades on (nginx: proxy_http_version 1.1, proxy_set_header Upgrade $http_upgrade and Connection "upgrade"); or let VIGIE_ARI_URL name Asterisk itself.',
  }),
  'module-missing': (name) => ({
    title: `Asterisk runs without the module ${name}`,
    cure: `modules.conf: load=${name}.so (and no noload of it); now: asterisk -rx "module load ${name}.so".`,
  }),
  'dialplan-missing': () => ({
    title: 'Vigie’s dialplan is not in Asterisk',
    cure: 'extensions.conf, at its end: #include vigie/extensions-vigie.conf (FreePBX: extensions_custom.conf); then asterisk -rx "dialplan reload".',
  }),
  'dialplan-outdated': () => ({
    title: 'Vigie’s dialplan in Asterisk is of an older version',
    cure: 'Copy extensions-vigie.conf of this version over the one in Asterisk; then asterisk -rx "dialplan reload".',
  }),
  'astdb-unwritable': () => ({
    title: 'Asterisk cannot write its own database: without Vigie the dialplan would not know whom to ring',
    cure: 'astdb.sqlite3 in Asterisk’s astdbdir must be writable by Asterisk’s user, on a disk with space, and used by no other program.',
  }),
  'clocks-apart': (seconds) => ({
    title: `The clocks of Asterisk and of Vigie are ${seconds} s apart`,
    cure: 'Run a time service on both machines (timedatectl set-ntp true).',
  }),
  'second-vigie': (app) => ({
    title: `Another Vigie serves the application ${app} of this Asterisk`,
    cure: 'Stop one of the two, or give one its own name: VIGIE_ARI_APP, and the same in Stasis() of its dialplan.',
  }),
  'trunk-unknown': (trunk) => ({
    title: `Asterisk has no trunk ${trunk}`,
    cure: 'The hotline’s trunk must be the name of an endpoint: asterisk -rx "pjsip show endpoints" lists them (on FreePBX: the trunk’s name).',
  }),
  'trunk-down': (trunk) => ({
    title: `The trunk ${trunk} is down`,
    cure: `asterisk -rx "pjsip show endpoint ${trunk}" and "pjsip show registrations": address and password of the carrier, network, firewall.`,
  }),
  'keys-unheard': (endpoint) => ({
    title: `Keys pressed on ${endpoint} are not heard: nobody there can press 1`,
    cure: `pjsip.conf, [${endpoint}]: dtmf_mode=auto and direct_media=no; then asterisk -rx "pjsip reload".`,
  }),
  'sounds-missing': (language) => ({
    title: `Asterisk lacks sounds in the language ${language}`,
    cure: `Debian: apt install asterisk-core-sounds-${language} asterisk-core-sounds-${language}-wav; elsewhere CORE-SOUNDS-${language.toUpperCase()} in menuselect, or the Sound Languages module of FreePBX.`,
  }),
  'recordings-folder-missing': (folder) => ({
    title: `Asterisk has no folder for recordings: ${folder}`,
    cure: `install -d -o asterisk -g asterisk -m 750 ${folder}`,
  }),
  'rtp-blocked': () => ({
    title: 'Sound from Vigie does not reach Asterisk: recorded greetings cannot be brought there',
    cure: 'Let UDP pass from Vigie’s machine to Asterisk’s ports rtpstart–rtpend of rtp.conf.',
  }),
  'mail-refused': (server) => ({
    title: `The mail server ${server} does not let Vigie in`,
    cure: 'VIGIE_SMTP_HOST, VIGIE_SMTP_PORT, VIGIE_SMTP_SECURITY, VIGIE_SMTP_USERNAME, VIGIE_SMTP_PASSWORD.',
  }),
  'sender-refused': (sender) => ({
    title: `The mail server lets Vigie in, but takes no mail from ${sender}`,
    cure: 'VIGIE_MAIL_FROM must be an address that this user may send from.',
  }),
  'sms-refused': (gateway) => ({
    title: `The SMS gateway ${gateway} does not let Vigie in`,
    cure: 'VIGIE_SMS and what goes with it: docs/sms-gateways.md.',
  }),
  'only-folder': (folder) => ({
    title: `Nobody is told anything: mails and SMS are only written to ${folder}`,
    cure: 'Set a mail server (VIGIE_SMTP_HOST) or an SMS gateway (VIGIE_SMS).',
  }),
  'no-public-address': () => ({
    title: 'Notices hold no links: nobody knows by which address the pages are reached',
    cure: 'VIGIE_PUBLIC_URL=https://vigie.example.org',
  }),
  'call-not-placed': (why) => ({
    title: `The test call could not be placed: ${NOT_PLACED[why] ?? why}`,
    cure: 'Give one of a hotline’s numbers as it is dialled from outside, and the hotline a trunk; the service must run and be connected.',
  }),
  'call-no-route': (number) => ({
    title: `The test call of ${number} did not get out through the trunk`,
    cure: 'asterisk -rx "pjsip show endpoints" and "pjsip show registrations": the trunk’s address and password; or give the hotline another trunk.',
  }),
  'call-no-way-in': (number) => ({
    title: `The test call went out, and never came in by ${number}: callers do not reach the hotline`,
    cure: 'At the carrier: where calls to the number are sent. In extensions.conf, in the context of the trunk: exten => NUMBER,1,Goto(vigie,NUMBER,1). A carrier that does not bring its own customers’ calls back cannot be tried so.',
  }),
  'call-wrong-hotline': (dialled) => ({
    title: `The test call came in by ${dialled}, which is no number of this hotline`,
    cure: 'At the carrier: where calls to the number are sent. In extensions.conf: which number the Goto(vigie,…) of the trunk’s context gives. Else add the number to the hotline.',
  }),
  'call-caller-id-changed': (caller) => ({
    title: `The caller ID of the test call arrived changed, as ${caller === '' ? 'withheld' : caller}`,
    cure: 'pjsip.conf, endpoint of the trunk: send_pai=yes, from_user= and from_domain= as the carrier wants them, trust_id_inbound=yes; the hotline’s caller ID must be a number that the carrier has given you.',
  }),
  'call-no-greeting': () => ({
    title: 'The greeting could not be heard by the test call',
    cure: 'Listen to it on the hotline’s page; asterisk -rx "core show file formats" must list wav; without sound at all: rtp.conf and the firewall (UDP rtpstart–rtpend).',
  }),
  'call-nobody-rings': (names) => ({
    title: names === '' ? 'The test call rang nobody' : `The test call rang no phone of ${names}`,
    cure: 'Who is on duty now, and is their phone registered? vigie who HOTLINE; asterisk -rx "pjsip show contacts".',
  }),
  'call-no-key': (names) => ({
    title: `Nobody took the test call by the key; called: ${names}`,
    cure: 'If somebody pressed 1: pjsip.conf, endpoint of their phone or of the trunk: dtmf_mode=auto and direct_media=no. If nobody was there: say when the test call comes (VIGIE_TEST_CALLS_AT).',
  }),
  'call-one-way': (direction) => ({
    title: `One-way sound: ${DIRECTIONS[direction] ?? direction}`,
    cure: 'pjsip.conf, transport: external_media_address, external_signaling_address and local_net; endpoint of the trunk: rtp_symmetric=yes, direct_media=no; firewall: UDP rtpstart–rtpend of rtp.conf.',
  }),
  'call-no-voicemail': (number) => ({
    title: `No message could be left at ${number}`,
    cure: 'asterisk -rx "module show like res_stasis_recording" and "app_record"; install -d -o asterisk -g asterisk -m 750 /var/spool/asterisk/recording. A message without our tone: no sound comes from callers.',
  }),
  'call-no-fallback': (number) => ({
    title: `Without Vigie, callers of ${number} would reach nobody on duty`,
    cure: 'asterisk -rx "database show vigie" lists whom the dialplan would ring: somebody must be on duty, and AstDB be writable (see vigie doctor).',
  }),
};
