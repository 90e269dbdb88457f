import { describe, expect, it } from 'vitest';
import { OWN_EXTENSIONS, ownFiles, withLines } from '../../../src/cli/setup/asterisk-files.ts';
import { withSettings } from '../../../src/cli/setup/environment-file.ts';
import type { E164, Extension, Trunk } from '../../../src/domain/phone-number.ts';

const INCLUDE = '#include vigie/http-vigie.conf';

describe('lines in a file of Asterisk’s', () => {
  const http = { file: 'http.conf', section: 'general', lines: [INCLUDE] };

  it.each([
    ['an empty file', '', `[general]\n${INCLUDE}\n`],
    ['a section that ends the file', '[general]\nbindport=8088', `[general]\nbindport=8088\n${INCLUDE}\n`],
    [
      'a section that another one follows',
      '; ours\n[general]\nenabled=no\n[post_mappings]\na=b\n',
      `; ours\n[general]\nenabled=no\n${INCLUDE}\n\n[post_mappings]\na=b\n`,
    ],
    [
      'lines that are there',
      `[general]\n  ${INCLUDE}\nenabled=yes\n`,
      `[general]\n  ${INCLUDE}\nenabled=yes\n`,
    ],
  ])('go into their section: %s', (_name, text, expected) => {
    expect(withLines(text, http)).toBe(expected);
    expect(withLines(expected, http)).toBe(expected);
  });

  it('replace a setting of the same name, and nothing else', () => {
    const wanted = { file: 'globals_custom.conf', section: null, lines: ['VIGIE_LAST_RESORT=PJSIP/600'] };
    expect(withLines('A=1\nVIGIE_LAST_RESORT=PJSIP/201\nVIGIE_LAST_RESORT_SECONDS=9\n', wanted)).toBe(
      'A=1\nVIGIE_LAST_RESORT=PJSIP/600\nVIGIE_LAST_RESORT_SECONDS=9\n',
    );
    expect(withLines('A=1', wanted)).toBe('A=1\nVIGIE_LAST_RESORT=PJSIP/600\n');
  });
});

describe('this installation’s own dialplan', () => {
  const answers = {
    context: 'from-carrier',
    number: '0987654321',
    trunk: 'my-trunk' as Trunk,
    lastResort: { kind: 'phone', number: '+33612345678' as E164 },
  } as const;
  const dialplan = (
    given: string,
    lastResort: Parameters<typeof ownFiles>[1]['lastResort'] = answers.lastResort,
  ) => ownFiles('hand', { ...answers, lastResort }, 'secret', given)[OWN_EXTENSIONS];

  it('adds to the globals that are there, since Asterisk reads the first section alone', () => {
    expect(dialplan('[globals]\nA=1\n')).toContain(
      '[globals](+)\nVIGIE_LAST_RESORT=PJSIP/+33612345678@my-trunk\n',
    );
    expect(dialplan('[general]\n;[globals]\n')).toContain('[globals]\nVIGIE_LAST_RESORT=');
  });

  it('sends the number to Vigie from the carrier’s context', () => {
    expect(dialplan('', null)).toMatch(
      /\n\[from-carrier\]\nexten => 0987654321,1,Goto\(vigie,\$\{EXTEN\},1\)\n$/,
    );
    expect(dialplan('', { kind: 'extension', extension: '600' as Extension })).toContain('=PJSIP/600\n');
  });
});

it('a setting takes the place of its line, commented out or not, and keeps the rest', () => {
  const text = '# Password.\n#VIGIE_ARI_PASSWORD=\nVIGIE_ARI_URL=http://old\nVIGIE_HTTP_PORT=8081';
  expect(
    withSettings(text, { VIGIE_ARI_PASSWORD: 'a$&b', VIGIE_ARI_URL: 'http://new', VIGIE_NEW: '1' }),
  ).toBe(
    '# Password.\nVIGIE_ARI_PASSWORD=a$&b\nVIGIE_ARI_URL=http://new\nVIGIE_HTTP_PORT=8081\nVIGIE_NEW=1\n',
  );
});
