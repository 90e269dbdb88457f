import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '../../trial/asterisk/repository.ts';
import type { FreshRoot } from '../../trial/install/fresh-root.ts';

/**
 * The PBX of a small company before anybody has heard of Vigie: its phones, its carrier, its own number, on Debian's
 * Asterisk as it comes.
 */
export async function layOutCompanyPbx(machine: FreshRoot): Promise<void> {
  const put = (name: string, text: string) =>
    writeFileSync(path.join(machine.root, 'etc/asterisk', name), text);
  const phones = readFileSync(path.join(REPOSITORY, 'asterisk-config/pjsip-vigie-demo-phones.conf'), 'utf8')
    .replaceAll('context=vigie-demo-phones', 'context=company-phones')
    .replaceAll('context=vigie-demo-carrier', 'context=from-carrier');
  put('pjsip.conf', `${TRANSPORT}${phones}`);
  put('extensions.conf', DIALPLAN);
  await machine.sh('systemctl restart asterisk && asterisk -rx "core waitfullybooted"');
}

const TRANSPORT = `[global]
type=global
endpoint_identifier_order=username,ip,anonymous

[transport-udp]
type=transport
protocol=udp
bind=127.0.0.1:5060

`;

const DIALPLAN = `[general]
static=yes
writeprotect=no

[globals]
COMPANY=yes

[company-phones]
exten => _20[1-9],1,Dial(PJSIP/\${EXTEN},30)
 same => n,Hangup()

[from-carrier]
exten => 0199001000,1,Goto(company-phones,201,1)
`;
