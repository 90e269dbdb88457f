import type { Page } from 'playwright-core';

/** More presses than the stops of any page: a day has four, one for each of its parts. */
const MOST_PRESSES = 600;
/** So often it is asked whether the way round is over: each question takes as long as many presses. */
const PRESSES_AT_ONCE = 25;

/**
 * Notes at each Tab what had the focus: once each, in order, and why somebody at a telephone's width would not see that it
 * has it. What could be reached is looked for at the end, among what stood there at the beginning.
 */
const WATCH = `(() => {
  const TABBABLE = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
  const isOffered = (one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true });
  // Of several to choose one from, the one that is chosen, else the first.
  const isOfItsGroup = (one, all) => one.type !== 'radio' || one === (all.find((other) =>
    other.type === 'radio' && other.name === one.name && other.form === one.form && other.checked)
    ?? all.find((other) => other.type === 'radio' && other.name === one.name && other.form === one.form));
  const all = [...document.querySelectorAll(TABBABLE)].filter(isOffered);
  const wanted = all.filter((one) => isOfItsGroup(one, all));
  const called = (one) => one.tagName.toLowerCase() + ' “' + (one.getAttribute('aria-label') || one.labels?.[0]?.textContent
    || one.textContent || one.name || '').replace(/\\s+/g, ' ').trim().slice(0, 50) + '”';
  // The box of a word to tick is not seen: the word beside it is.
  const drawnOf = (one) => [one, one.nextElementSibling, one.closest('label'), one.closest('.pill')].filter(Boolean);
  const unseen = (one) => {
    const drawn = drawnOf(one);
    const hasMark = drawn.some((node) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    });
    if (!hasMark) return 'does not show that it has the focus';
    const node = drawn.find((each) => each.getBoundingClientRect().width > 1) ?? one;
    // A link in several lines has a box for each of them.
    const box = node.getClientRects()[0] ?? node.getBoundingClientRect();
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    if (right - left < 1 || bottom - top < 1) return 'is out of the window';
    // Of a large field a part is enough.
    const points = [[(left + right) / 2, (top + bottom) / 2], [left + Math.min(8, (right - left) / 2), top + Math.min(8, (bottom - top) / 2)]];
    const above = points.map(([x, y]) => document.elementFromPoint(x, y)).filter(Boolean);
    const isShown = above.some((found) => drawn.some((each) => each.contains(found)) || found.contains(node));
    return isShown ? null : 'is covered by ' + above.map(called).join(', ');
  };
  const visited = [];
  const wrong = [];
  let isRound = false;
  const look = () => {
    const one = document.activeElement;
    if (one === document.body || one === null) { isRound ||= visited.length > 0; return; }
    if (visited.at(-1) === one) return;
    if (visited.includes(one)) { isRound ||= one === visited[0]; return; }
    const why = unseen(one);
    if (why) wrong.push(called(one) + ' ' + why);
    const before = visited.at(-1);
    if (before?.isConnected && before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING)
      wrong.push(called(one) + ' comes after ' + called(before) + ', which stands below it');
    visited.push(one);
  };
  addEventListener('keydown', look, { capture: true });
  window.walk = {
    isRound: () => { look(); return isRound; },
    found: () => [
      ...wrong,
      ...wanted.filter((one) => one.isConnected && isOffered(one) && !visited.includes(one)).map((one) => called(one) + ' is not reached'),
    ],
  };
})()`;

/** Goes once round the page with the Tab key; what somebody who has nothing but that would stumble over. */
export async function stumbles(page: Page): Promise<readonly string[]> {
  await page.evaluate(WATCH);
  for (let presses = 0; presses < MOST_PRESSES; presses += PRESSES_AT_ONCE) {
    for (let press = 0; press < PRESSES_AT_ONCE; press++) await page.keyboard.press('Tab');
    if (await page.evaluate('window.walk.isRound()')) return page.evaluate('window.walk.found()');
  }
  return [
    `there is no way round in ${MOST_PRESSES} presses`,
    ...((await page.evaluate('window.walk.found()')) as string[]),
  ];
}
