import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COLOURS } from '../../src/domain/person.ts';
import { initialsOf, markOf } from '../../src/web/people/person-mark.ts';
import { NOON, openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

const STYLE = readFileSync('public/vigie.css', 'utf8');

describe('the mark of a person', () => {
  it.each([
    ['Ada Morel', 'AM'],
    ['Jean-Luc de la Tour', 'JT'],
    ['Éloïse', 'É'],
    ['  anne   (day) ', 'AD'],
    ['7 of 9', '79'],
    ['— —', ''],
  ])('of %s is %s', (name, initials) => expect(initialsOf(name)).toBe(initials));

  it('has a colour that stays when the name changes, until another is chosen', () => {
    const before = markOf({ id: 'mia', name: 'Mia Roux', colour: null });
    expect(markOf({ id: 'mia', name: 'Mia Delacroix', colour: null }).colour).toBe(before.colour);
    expect(markOf({ id: 'mia', name: 'Mia Roux', colour: 'gold' }).colour).toBe('gold');
    const used = new Set(
      Array.from({ length: 60 }, (_, i) => markOf({ id: `p${i}`, name: 'P', colour: null }).colour),
    );
    expect(used.size).toBe(COLOURS.length);
  });

  it.each(COLOURS)('%s can be read on, and its border be seen, in light and in dark', (colour) => {
    const hue = Number(new RegExp(`\\.hue-${colour} \\{ --hue: (\\d+)`).exec(STYLE)?.[1]);
    for (const side of [0, 1] as const) {
      const [ink, card] = [token('ink')[side], token('card')[side]].map(hexLuminance) as [number, number];
      const [wash, line] = [shade('wash', side, hue), shade('line', side, hue)];
      expect(contrast(ink, wash), `text, ${side}`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(line, card), `border, ${side}`).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('who joins and leaves, on the pages', () => {
  it('is chosen on the card, said in the list and on the card, and shown in the planning', async () => {
    const { as, dependencies } = await openSite();
    const ada = await as('ada');
    const card = await ada.get('/people/mia');
    const opened = /name="opened" value="(\d*)"/.exec(card.body)?.[1] ?? '';
    const form = {
      opened,
      name: 'Mia Roux',
      languages: 'en',
      role: 'member',
      colour: 'gold',
      firstDay: '2026-12-01',
      lastDay: '2027-06-30',
      do: 'save',
    };
    expect((await ada.send('/people/mia', form)).to).toBe('/people/mia?done=saved');
    const list = await ada.get('/people');
    expect(textOf(list.body)).toMatch(/MR Mia Roux joins on Tue,? 1 Dec 2026 leaves on Wed,? 30 Jun 2027/);
    expect(list.body).toContain('mark hue-gold');
    expect((await ada.get('/people/mia')).body).toContain('name="firstDay" type="date" value="2026-12-01"');
    // Her shift runs to the 30th: nobody is there now, and the page says so.
    expect(textOf((await ada.get('/now')).body)).toMatch(/nobody/i);
    expect(textOf((await ada.get('/planning/primary')).body)).toContain('has not joined yet');
    await dependencies.accounts.setPreferences('ada', { language: 'fr', theme: 'system' });
    expect(textOf((await ada.get('/people')).body)).toMatch(/arrive le .*part le /);
    expect(textOf((await ada.get('/planning/primary')).body)).toContain('pas encore arrivé');
    const wrong = await ada.send('/people/mia', {
      ...form,
      opened: /name="opened" value="(\d*)"/.exec((await ada.get('/people/mia')).body)?.[1] ?? '',
      lastDay: '2026-11-01',
    });
    expect(wrong.status).toBe(422);
    expect(textOf(wrong.body)).toContain('Le dernier jour est avant le premier.');
    expect(wrong.body).toContain('value="2026-11-01"');
  });

  it('says who has left, and offers them for nothing any more', async () => {
    const { as, dependencies } = await openSite({ now: NOON });
    const author = { actor: 'test', at: NOON };
    await dependencies.configuration.edit(async (draft) => {
      const before = await draft.item('people', 'otto');
      if (before === null) throw new Error('no otto');
      const after = { ...before, leavesAt: NOON - 3_600_000 };
      await draft.apply([{ section: 'people', id: 'otto', before, after }], author);
    });
    const ada = await as('ada');
    expect(textOf((await ada.get('/people')).body)).toContain('left on Wed');
    const planning = await ada.get('/planning/primary');
    expect(planning.body).not.toContain('data-person="otto"');
    expect(textOf(planning.body)).toContain('has left');
  });
});

/** A colour of both themes. */
function token(name: string): [string, string] {
  const match = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(STYLE);
  return [match?.[1] ?? '', match?.[2] ?? ''];
}

/** The luminance of a hue's wash or line, as the style sheet makes it. */
function shade(name: string, side: 0 | 1, hue: number): number {
  const parts = [...STYLE.matchAll(new RegExp(`--hue-${name}: light-dark\\((.*?)\\); ?`, 'g'))][0]?.[1] ?? '';
  const [lightness = 0, chroma = 0] =
    [...parts.matchAll(/oklch\(([\d.]+) ([\d.]+) /g)].map(([, l, c]) => [Number(l), Number(c)])[side] ?? [];
  return oklchLuminance(lightness, chroma, hue);
}

/** WCAG 2 relative luminance of an OKLCH colour, through linear sRGB. */
function oklchLuminance(lightness: number, chroma: number, hue: number): number {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function hexLuminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}
