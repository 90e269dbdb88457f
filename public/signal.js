// A live call or a task that waits is told by the title of the tab, on the menu, on the icon of the home screen, and, for
// whoever wants it, by a sound. Asked for every half minute; the page that watches calls tells of them by itself too.

const EVERY_MS = 30_000;
const title = document.title;
const SOUND = 'vigie sound';
let before = null;

async function look() {
  let told;
  try {
    const answer = await fetch('/now/signal', { headers: { accept: 'application/json' }, redirect: 'error' });
    if (!answer.ok) return;
    told = await answer.json();
  } catch {
    return;
  }
  const marks = [told.calls > 0 ? `☎ ${told.calls}` : '', told.tasks > 0 ? `(${told.tasks})` : ''];
  document.title = [...marks.filter(Boolean), title].join(' ');
  for (const badge of document.querySelectorAll('[data-badge]')) {
    const count = told[badge.dataset.badge];
    badge.hidden = count === 0;
    badge.textContent = count === 0 ? '' : String(count);
  }
  const all = told.calls + told.tasks;
  if ('setAppBadge' in navigator)
    (all > 0 ? navigator.setAppBadge(all) : navigator.clearAppBadge()).catch(() => {});
  const isMore = before !== null && (told.calls > before.calls || told.tasks > before.tasks);
  if (isMore && localStorage.getItem(SOUND) === 'yes') chime();
  before = told;
}

function chime() {
  const context = new AudioContext();
  for (const [index, pitch] of [660, 880].entries()) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    volume.gain.value = 0.15;
    tone.frequency.value = pitch;
    tone.connect(volume).connect(context.destination);
    tone.start(context.currentTime + index * 0.2);
    tone.stop(context.currentTime + index * 0.2 + 0.18);
  }
}

const choice = document.querySelector('[data-sound]');
if (choice) {
  choice.closest('label').hidden = false;
  choice.checked = localStorage.getItem(SOUND) === 'yes';
  choice.addEventListener('change', () => {
    localStorage.setItem(SOUND, choice.checked ? 'yes' : 'no');
    if (choice.checked) chime();
  });
}
look();
setInterval(look, EVERY_MS);
