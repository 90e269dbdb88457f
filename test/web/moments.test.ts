import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/domain/person.ts';
import { unbrokenNumbers } from '../../src/web/unbroken-numbers.ts';
import { lived } from './lived-site.ts';
import { PAGES } from './page-list.ts';

/** What is typed, is code, or is a name as it is. */
const VERBATIM =
  /<(script|style|svg|textarea|code|pre|kbd)\b[\s\S]*?<\/\1>|<(\w+)\b[^>]*\btranslate="no"[^>]*>[\s\S]*?<\/\2>/g;
/** As files and machines write a day, or a moment. */
const MACHINE_DAY = /\b(?:19|20)\d\d-\d\d-\d\d\b/;
/** A telephone number of which a part could stand on the next line. */
const BROKEN_NUMBER = /(?:\+\d{1,3}|\b0\d) \d(?:[ \d]{6,})/;

function said(html: string): readonly string[] {
  return html
    .replace(VERBATIM, '\n')
    .replace(/<\/?(?:strong|em|b|i|a|span|small|time|abbr|mark)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const wrongIn = (html: string) =>
  said(html).filter((line) => MACHINE_DAY.test(line) || BROKEN_NUMBER.test(line));

describe('pages', { timeout: 120_000 }, () => {
  it.each(LANGUAGES)(
    'say no day as machines write it, and break no telephone number: %s',
    async (language) => {
      const site = await lived();
      await site.dependencies.accounts.setPreferences('ada', { language, theme: 'system' });
      const ada = await site.as('ada');
      const wrong: string[] = [];
      for (const [name, path] of Object.entries(PAGES))
        wrong.push(...wrongIn((await ada.get(path)).body).map((line) => `${name}: ${line.slice(0, 140)}`));
      expect(wrong).toEqual([]);
    },
  );

  it('keep numbers as they are where they are typed, copied or dialled', () => {
    const kept =
      '<a href="tel:01 99 00 12 01"></a><input value="06 12 34 56 78"><textarea>01 99 00 12 01</textarea><script>"01 99 00 12 01"</script>';
    expect(unbrokenNumbers(kept)).toBe(kept);
    expect(unbrokenNumbers('<b>+32 470 12 34 56</b>, 020 7946 0000')).toBe(
      '<b>+32\u00A0470\u00A012\u00A034\u00A056</b>, 020\u00A07946\u00A00000',
    );
  });

  it('are seen to be wrong where they do', () => {
    expect(
      wrongIn(
        '<p>until <b>2026-11-26</b> 12:00</p><p>06 12 00 34 00</p><p>06\u00A012\u00A000\u00A034\u00A000</p>',
      ),
    ).toEqual(['until 2026-11-26 12:00', '06 12 00 34 00']);
  });
});
