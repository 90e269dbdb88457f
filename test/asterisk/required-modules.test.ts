import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REQUIRED_MODULES } from '../../src/asterisk/examine/required-modules.ts';

/** What of Asterisk's dialplan lies in which module; nothing: in Asterisk itself. */
const APPLICATIONS: Readonly<Record<string, string>> = {
  ...{ Answer: '', Goto: '', GotoIf: '', Hangup: '', MSet: '', NoOp: '', Set: '', Wait: '' },
  ...{ ChannelRedirect: 'app_channelredirect', Dial: 'app_dial', ExecIf: 'app_exec', Gosub: 'app_stack' },
  ...{ Originate: 'app_originate', Playback: 'app_playback', Read: 'app_read', Record: 'app_record' },
  ...{ Return: 'app_stack', SoftHangup: 'app_softhangup', Stasis: 'app_stasis' },
};
const FUNCTIONS: Readonly<Record<string, string>> = {
  ...{ CALLERID: 'func_callerid', REDIRECTING: 'func_callerid', CHANNEL: 'func_channel' },
  ...{ CHANNELS: 'func_channel', CUT: 'func_cut', DB: 'func_db', DB_DELETE: 'func_db', DB_KEYS: 'func_db' },
  ...{ FILTER: 'func_strings', LEN: 'func_strings', SHIFT: 'func_strings', GLOBAL: 'func_global' },
  ...{ SHARED: 'func_global', GROUP: 'func_groupcount', GROUP_COUNT: 'func_groupcount', IF: 'func_logic' },
  ...{ IMPORT: 'func_logic', PJSIP_DIAL_CONTACTS: 'chan_pjsip', STAT: 'func_env' },
  ...{ TIMEOUT: 'func_timeout', TRYLOCK: 'func_lock', UNLOCK: 'func_lock' },
};

it('the doctor asks for every module that our dialplan needs, and the README names it', () => {
  const lines = readFileSync('asterisk-config/extensions-vigie.conf', 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith(';'))
    .join('\n');
  const used = (pattern: RegExp) => [...new Set([...lines.matchAll(pattern)].map(([, name = '']) => name))];
  const applications = used(/[,?:>)]([A-Z][a-z][A-Za-z]*)\(/g);
  const functions = used(/\b([A-Z][A-Z_]+)\(/g);
  expect(applications).toContain('Stasis');
  expect(functions).toContain('PJSIP_DIAL_CONTACTS');
  expect(applications.filter((name) => APPLICATIONS[name] === undefined)).toEqual([]);
  expect(functions.filter((name) => FUNCTIONS[name] === undefined)).toEqual([]);

  const modules = [
    ...applications.map((name) => APPLICATIONS[name]),
    ...functions.map((name) => FUNCTIONS[name]),
  ].filter((name) => name !== '');
  expect(modules.filter((name) => !REQUIRED_MODULES.includes(String(name)))).toEqual([]);
  const readme = readFileSync('asterisk-config/README.md', 'utf8');
  const unnamed = modules.filter((name) => name !== 'chan_pjsip' && !readme.includes(`\`${name}\``));
  expect(unnamed).toEqual([]);
});
