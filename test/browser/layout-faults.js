// Run in a page: what stands wrong on it, at the width that it has. An expression, so that it can be asked for.
(async () => {
  // What scripts lay out anew for this width is laid out in the next frame.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const described = (element) => {
    const { tagName, id, innerText, value } = element;
    const text = String(innerText || value || '').replace(/\s+/g, ' ');
    return `${tagName.toLowerCase()}${id && `#${id}`} "${text.slice(0, 30)}"`;
  };
  const isSeen = (element) =>
    element.checkVisibility({
      visibilityProperty: true,
      opacityProperty: true,
      contentVisibilityAuto: true,
    }) && getComputedStyle(element).clipPath === 'none';
  /** What stays in its place while the page scrolls passes over everything else. */
  const stuckTo = (element) => {
    for (let up = element; up; up = up.parentElement)
      if (['fixed', 'sticky'].includes(getComputedStyle(up).position)) return up;
    return null;
  };
  const faults = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`scrolls sideways by ${scrollWidth - clientWidth} px`);

  for (const element of document.querySelectorAll('body *')) {
    const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
    const [tooWide, tooHigh] = [
      element.scrollWidth - element.clientWidth,
      element.scrollHeight - element.clientHeight,
    ];
    const isCut = (overflow, by) => ['hidden', 'clip'].includes(overflow) && by > 2;
    const cutsText = textOverflow !== 'ellipsis' && element.innerText?.trim();
    if (cutsText && (isCut(overflowX, tooWide) || isCut(overflowY, tooHigh)) && isSeen(element))
      faults.push(`${described(element)} is cut`);
  }

  const controls = [
    ...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary'),
  ]
    .filter(isSeen)
    .map((element) => ({ element, box: element.getBoundingClientRect(), stuck: stuckTo(element) }))
    .filter(({ box }) => box.width > 2 && box.height > 2);
  for (const [index, one] of controls.entries())
    for (const other of controls.slice(index + 1)) {
      if (one.element.contains(other.element) || one.stuck !== other.stuck) continue;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (across > 2 && down > 2)
        faults.push(`${described(one.element)} and ${described(other.element)} overlap`);
    }
  return faults;
})();
