import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/domain/person.ts';
import { lived } from './lived-site.ts';
import { PAGES } from './page-list.ts';

/** What is typed or is code has no capital of ours. */
const VERBATIM = /<(script|style|svg|textarea|code|pre|kbd|select)\b[\s\S]*?<\/\1>/g;
/** Names that are as they are, as pages mark them for translators too. */
const AS_IT_IS = /<(\w+)\b[^>]*\btranslate="no"[^>]*>[\s\S]*?<\/\1>/g;
/** A part of a page that stands on a line of its own, up to the next one. */
const LINE =
  /<(h[1-4]|li|p|td|th|dt|dd|legend|summary|caption|figcaption)\b[^>]*>([\s\S]*?)(?=<\/?(?:h[1-4]|li|p|td|th|dt|dd|legend|summary|caption|figcaption|label|button|ul|ol|dl|div|table|section|details)\b|<br)/g;
/** A cell with fewer words is a value, and no sentence. */
const WORDS_OF_A_SENTENCE = 3;

function uncapitalised(html: string): readonly string[] {
  const said = html.replace(VERBATIM, '').replace(AS_IT_IS, '•');
  return [...said.matchAll(LINE)].flatMap(([, tag, inner = '']) => {
    const text = inner
      .replace(/<[^>]*>/g, '')
      .replace(/&#39;/g, '’')
      .replace(/\s+/g, ' ')
      .trim();
    const isValue = tag === 'td' && text.split(' ').length < WORDS_OF_A_SENTENCE;
    return /^\p{Ll}/u.test(text) && !isValue ? [`<${tag}> ${text.slice(0, 120)}`] : [];
  });
}

describe('lines of pages', { timeout: 60_000 }, () => {
  it.each(LANGUAGES)('begin with a capital, on every page: %s', async (language) => {
    const site = await lived();
    await site.dependencies.accounts.setPreferences('ada', { language, theme: 'system' });
    const ada = await site.as('ada');
    const wrong: string[] = [];
    for (const [name, path] of Object.entries(PAGES))
      wrong.push(...new Set(uncapitalised((await ada.get(path)).body).map((line) => `${name} ${line}`)));

    expect(wrong).toEqual([]);
  });

  it('are seen to be wrong where they have none', () => {
    const page =
      '<h2><svg><path/></svg> en direct</h2><li><strong>lun.</strong> 3</li><td>mia</td><td>le roulement change</td><p translate="no">operator</p>';
    expect(uncapitalised(page)).toEqual(['<h2> en direct', '<li> lun. 3', '<td> le roulement change']);
  });
});
