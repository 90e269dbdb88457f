import * as s from './scenario.ts';

/**
 * A SIPp scenario that registers `user` for calls at `contact` (host:port), proving the password by digest. For 0 seconds:
 * takes that registration back.
 */
export function registerScenario(user: string, password: string, contact: string, seconds: number): string {
  const register = (cseq: number, credentials: string) =>
    s.send(
      `REGISTER sip:[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:${user}@[remote_ip]>;tag=[pid]-[call_number]
To: <sip:${user}@[remote_ip]>
Call-ID: [call_id]
CSeq: ${cseq} REGISTER
Contact: <sip:${user}@${contact}>
Expires: ${seconds}
Max-Forwards: 70
${credentials}Content-Length: 0
`,
      'retrans="500"',
    );
  return s.scenario('register', [
    register(1, ''),
    '<recv response="401" auth="true"/>',
    register(2, `[authentication username=${user} password=${password}]\n`),
    '<recv response="200"/>',
  ]);
}
