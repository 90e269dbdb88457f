// Parts of a page that come back from the server keep the place of whoever works with the keyboard: in a row that was
// added, at what was pressed, or at the next control that is still there.

const CONTROLS = 'button, input:not([type="hidden"]), select, textarea, summary, a[href]';
const keyOf = ({ id, name, value, type }) =>
  id || `${name}=${['button', 'submit', 'checkbox', 'radio'].includes(type) ? value : ''}`;
const controlsOf = (place) => [...place.querySelectorAll(CONTROLS)].filter(({ tabIndex }) => tabIndex >= 0);

/** By the part that is on its way: what it had, and which of that had the focus. */
const left = new Map();

document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  const before = controlsOf(detail.target);
  const at = before.indexOf(document.activeElement);
  if (at >= 0) left.set(detail.target.id, { keys: before.map(keyOf), at });
});

document.addEventListener('htmx:afterSettle', ({ detail }) => {
  const { id } = detail.target;
  const place = document.getElementById(id);
  if (!place || !left.has(id)) return;
  const { keys, at } = left.get(id);
  left.delete(id);
  const after = controlsOf(place);
  const added = /-add(-\d+)?$/.test(keys[at]) && after.find((one) => !keys.includes(keyOf(one)));
  const wanted = [...keys.slice(at), ...keys.slice(0, at).reverse()];
  const found = added || wanted.map((key) => after.find((one) => keyOf(one) === key)).find(Boolean);
  found?.focus({ focusVisible: true });
});
