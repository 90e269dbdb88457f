// Records a greeting, and makes WAV of any file that this browser can play; the form itself sends it. Without this
// script the form still takes WAV files.

/** What the server is sent: telephones carry half of it, so that nothing is lost on the way. */
const RATE = 16_000;

const form = document.querySelector('[data-greeting]');
const recorder = form.querySelector('[data-recorder]');
const button = form.querySelector('[data-record-button]');
const label = form.querySelector('[data-record-label]');
const meter = form.querySelector('meter');
const time = form.querySelector('[data-time]');
const said = form.querySelector('[data-said]');
const file = form.querySelector('input[type="file"]');
const preview = form.querySelector('[data-preview]');
const player = preview.querySelector('audio');
const save = form.querySelector('.primary');
const longest = Number(form.dataset.longest);

/** The recording that is going on: stops it, and gives what was recorded. */
let stop = null;

if (!navigator.mediaDevices || !window.MediaRecorder) say('insecure');
else recorder.hidden = false;

button.addEventListener('click', async () => {
  if (stop) return stop(false);
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: false, noiseSuppression: true, autoGainControl: true },
    });
    record(stream);
  } catch (error) {
    say(error.name === 'NotFoundError' ? 'noMicrophone' : 'refused');
  }
});

file.addEventListener('change', () => {
  const [chosen] = file.files;
  if (chosen) take(chosen, 'chosen');
  else preview.hidden = true;
});

function record(stream) {
  const media = new MediaRecorder(stream);
  const pieces = [];
  const beganAt = performance.now();
  const meters = watch(stream, () => {
    const seconds = (performance.now() - beganAt) / 1000;
    const shown = clock(seconds);
    if (time.textContent !== shown) time.textContent = shown;
    if (seconds >= longest) stop?.(true);
  });
  media.addEventListener('dataavailable', ({ data }) => pieces.push(data));
  media.addEventListener('stop', () =>
    take(new Blob(pieces, { type: media.mimeType }), media.full ? 'full' : 'stopped'),
  );
  stop = (full) => {
    stop = null;
    media.full = full;
    media.stop();
    for (const track of stream.getTracks()) track.stop();
    meters.end();
    button.classList.remove('is-recording');
    label.textContent = form.dataset.again;
    save.disabled = false;
  };
  media.start();
  button.classList.add('is-recording');
  label.textContent = form.dataset.stop;
  // What is saved is what was listened to, not what is being said.
  save.disabled = true;
  preview.hidden = true;
  say('recording');
}

/** Shows how loud it is, from -60 dB to 0, and calls `tick` with each picture. */
function watch(stream, tick) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let going = true;
  const look = () => {
    if (!going) return;
    analyser.getFloatTimeDomainData(samples);
    const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
    meter.value = peak === 0 ? 0 : Math.max(0, 1 + (20 * Math.log10(peak)) / 60);
    tick();
    if (going) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  return {
    end() {
      going = false;
      meter.value = 0;
      context.close();
    },
  };
}

/** Makes WAV of it, and puts that into the form; what this browser cannot play goes as it is. */
async function take(blob, how) {
  const sound = await decode(blob);
  if (sound === null) {
    preview.hidden = true;
    return say('unknown');
  }
  // A recording may last a little longer than it was meant to; the rest of the last second is left out.
  const full = how === 'full' || how === 'stopped';
  if (!full && sound.duration > longest) return say('tooLong');
  const samples = mixed(sound, full ? longest * RATE : sound.length);
  const wav = new File([wavOf(samples)], 'greeting.wav', { type: 'audio/wav' });
  const transfer = new DataTransfer();
  transfer.items.add(wav);
  file.files = transfer.files;
  if (player.src) URL.revokeObjectURL(player.src);
  player.src = URL.createObjectURL(wav);
  preview.hidden = false;
  say(how, samples.length / RATE);
}

async function decode(blob) {
  try {
    return await new OfflineAudioContext(1, 1, RATE).decodeAudioData(await blob.arrayBuffer());
  } catch {
    return null;
  }
}

function mixed(sound, most) {
  const channels = Array.from({ length: sound.numberOfChannels }, (_, index) => sound.getChannelData(index));
  return Float32Array.from(
    { length: Math.min(sound.length, most) },
    (_, at) => channels.reduce((sum, channel) => sum + channel[at], 0) / channels.length,
  );
}

function wavOf(samples) {
  const view = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const text = (at, word) => {
    for (const [index, letter] of [...word].entries()) view.setUint8(at + index, letter.charCodeAt(0));
  };
  text(0, 'RIFF');
  view.setUint32(4, 36 + samples.length * 2, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  for (const [at, sample] of samples.entries())
    view.setInt16(44 + at * 2, Math.max(-1, Math.min(1, sample)) * 0x7fff, true);
  return view.buffer;
}

function say(what, seconds = 0) {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const shown = seconds.toLocaleString(document.documentElement.lang, digits);
  said.textContent = form.dataset[what].replace('%', shown);
}

function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
}
