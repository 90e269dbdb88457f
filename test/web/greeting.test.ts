import { describe, expect, it } from 'vitest';
import { TELEPHONE, tone, type WavForm, wavFile } from '../domain/sound/wav-file.ts';
import { type OpenSite, openSite } from './open-site.ts';
import { type Answer, textOf, type Visitor } from './visitor.ts';

const PAGE = '/hotlines/support/greeting';
const STUDIO: WavForm = { sampleRate: 48_000, channels: 2, encoding: 'pcm', bits: 24 };
const speech = (hz = 400) => wavFile(STUDIO, 2, tone(hz, STUDIO.sampleRate));

/** Sends a file as the page does, with the token that stands in it. */
async function upload(to: Visitor, file: Buffer | null, from = PAGE, path = PAGE): Promise<Answer> {
  const page = await to.get(from);
  const csrf = /name="csrf" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
  return to.sendFile(path, { csrf }, 'audio', file ?? Buffer.alloc(0));
}

async function hotline({ dependencies }: OpenSite) {
  const found = (await dependencies.reader.hotlines()).get('support');
  if (!found) throw new Error('no hotline');
  return found;
}

describe('a greeting', () => {
  it('is uploaded, and heard as Asterisk plays it', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const answer = await upload(ada, speech());
    expect(answer.to).toBe(`${PAGE}?done=saved`);
    const { recordedGreeting } = await hotline(site);
    const kept = await site.dependencies.greetings.sounds.find(recordedGreeting ?? '');
    expect(kept?.seconds).toBe(2);

    const shown = await ada.get(PAGE);
    expect(textOf(shown.body)).toContain('Asterisk has it: callers hear it.');
    const address = /<audio [^>]*src="([^"]*)"/.exec(shown.body)?.[1] ?? '';
    const part = await ada.get(address.replace('&amp;', '&'), { range: 'bytes=0-43' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 0-43/${44 + 2 * 8000 * 2}`);
    expect(part.headers.get('content-type')).toBe('audio/wav');
  });

  it('leaves an audit entry that names it, and does not hold it', async () => {
    const site = await openSite();
    await upload(await site.as('ada'), speech());
    const [entry] = await site.dependencies.audit.list({ subjectKind: 'hotlines', limit: 1 });
    expect(entry).toMatchObject({
      actor: 'Ada Morel',
      action: 'changed',
      before: { recordedGreeting: null },
    });
    expect(entry?.after).toEqual({ recordedGreeting: expect.stringMatching(/^[0-9a-f]{32}$/) });
  });

  it('is removed again: nothing of it is kept', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    await upload(ada, speech());
    const answer = await ada.send(`${PAGE}/remove`, {}, PAGE);
    expect(answer.to).toBe(`${PAGE}?done=removed`);
    expect((await hotline(site)).recordedGreeting).toBeNull();
    expect(await site.db.selectFrom('sounds').selectAll().execute()).toEqual([]);
    expect((await ada.get(`${PAGE}.wav`)).status).toBe(404);
    expect(textOf((await ada.get(PAGE)).body)).toContain('No greeting: they hear ringing or music at once.');
  });

  it('another takes its place, and the first is not kept; the same again changes nothing', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    await upload(ada, speech(400));
    await upload(ada, speech(500));
    expect(await site.db.selectFrom('sounds').select('id').execute()).toHaveLength(1);
    expect((await upload(ada, speech(500))).to).toBe(`${PAGE}?done=unchanged`);
  });

  it('stays when the hotline’s other fields are saved, and goes with the hotline', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    await upload(ada, speech());
    const form = await ada.get('/hotlines/support');
    expect(form.body).toContain('/hotlines/support/greeting.wav?v=');
    const opened = /name="opened" value="(\d+)"/.exec(form.body)?.[1] ?? '';
    const fields = {
      opened,
      do: 'save',
      name: 'Night support',
      language: 'en',
      numbers: '4000',
      policy: 'chain',
      answer: 'at-entry',
      hold: 'ringback',
      acceptWindowSeconds: '20',
      treatment: 'reject',
      noAnswer: 'announcement',
    };
    expect((await ada.send('/hotlines/support', fields)).to).toBe('/hotlines/support?done=saved');
    expect((await hotline(site)).recordedGreeting).not.toBeNull();
    const question = await ada.get('/hotlines/support/delete');
    const version = /name="opened" value="(\d+)"/.exec(question.body)?.[1] ?? '';
    await ada.send('/hotlines/support/delete', { opened: version }, '/hotlines/support/delete');
    expect(await site.db.selectFrom('sounds').select('id').execute()).toEqual([]);
  });
});

describe('what Asterisk has of it', () => {
  const shown = async (state: 'missing' | 'on-its-way', household?: string) => {
    const recording = state === 'missing' ? { kind: state, reason: 'the disk is full' } : { kind: state };
    const recordings = new Proxy({}, { get: () => recording });
    const site = await openSite({ recordings, ...(household === undefined ? {} : { household }) });
    const ada = await site.as('ada');
    await upload(ada, speech());
    return textOf((await ada.get('/hotlines/support')).body);
  };

  it('is told on the page of the hotline, with what callers hear meanwhile', async () => {
    const text = await shown('missing');
    expect(text).toContain('Asterisk does not have it. Until it does: callers hear no greeting');
    expect(text).toContain('the disk is full');
    expect(await shown('on-its-way')).toContain('On its way to Asterisk.');
  });

  it('is counted among the settings', async () => {
    const site = await openSite({ health: { greetingsMissing: 2 } });
    expect(textOf((await (await site.as('ada')).get('/settings')).body)).toContain(
      'Greetings that it does not have 2',
    );
  });
});

describe('what is refused, beside the field', () => {
  it.each<[string, Buffer | null, string]>([
    ['nothing', null, 'Record something, or choose a file.'],
    ['an MP3', Buffer.from(`ID3${'x'.repeat(5000)}`), 'This is no WAV file.'],
    ['silence', wavFile(TELEPHONE, 2, () => 0), 'Nothing can be heard in this.'],
    ['two minutes', wavFile(TELEPHONE, 120, tone(400, 8000)), 'This lasts 120 s; a greeting may last 90 s.'],
    ['33 MB', Buffer.alloc(33 * 1024 * 1024), 'The file is larger than 32 MB.'],
  ])('%s', async (_name, file, words) => {
    const site = await openSite();
    const answer = await upload(await site.as('ada'), file);
    expect(answer.status).toBe(422);
    expect(/<p class="error" id="audio-error">([\s\S]*?)<\/p>/.exec(answer.body)?.[1]).toContain(words);
    expect(answer.body).toContain('aria-invalid="true"');
    expect((await hotline(site)).recordedGreeting).toBeNull();
  });

  it('in French, too', async () => {
    const site = await openSite();
    await site.dependencies.accounts.setPreferences('ada', { language: 'fr', theme: 'system' });
    expect((await upload(await site.as('ada'), Buffer.from('x'))).body).toContain(
      'Ce n’est pas un fichier WAV.',
    );
  });
});

describe('who may not', () => {
  it.each(['sam', 'mia', 'vic'])('%s sends no file, and none is read', async (who) => {
    const site = await openSite();
    expect((await upload(await site.as(who), speech(), '/account')).status).toBe(403);
    expect((await hotline(site)).recordedGreeting).toBeNull();
  });

  it('nobody without a log-in', async () => {
    const site = await openSite();
    expect((await site.anybody().sendFile(PAGE, {}, 'audio', speech())).status).toBe(403);
  });

  it('a supervisor and a viewer listen on the page of the hotline, a member does not', async () => {
    const site = await openSite();
    await upload(await site.as('ada'), speech());
    for (const who of ['sam', 'vic']) {
      const visitor = await site.as(who);
      const page = await visitor.get('/hotlines/support');
      expect(page.body).toContain('greeting.wav');
      expect(page.body).not.toContain(`href="${PAGE}"`);
      expect((await visitor.get(`${PAGE}.wav`)).status).toBe(200);
    }
    expect((await (await site.as('mia')).get(`${PAGE}.wav`)).status).toBe(403);
  });

  it('another site, or a form of another session', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    const fetched = await ada.get(PAGE);
    const csrf = /name="csrf" value="([^"]*)"/.exec(fetched.body)?.[1] ?? '';
    const foreign = { 'sec-fetch-site': 'cross-site' };
    expect((await ada.sendFile(PAGE, { csrf }, 'audio', speech(), foreign)).status).toBe(403);
    expect((await ada.sendFile(PAGE, { csrf: 'guessed' }, 'audio', speech())).status).toBe(403);
    expect((await ada.sendFile(PAGE, {}, 'audio', speech())).status).toBe(403);
    expect((await hotline(site)).recordedGreeting).toBeNull();
  });

  it('a file for a route that takes none, a form without end, one of a thousand fields', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    expect((await upload(ada, speech(), PAGE, '/hotlines/support')).status).toBe(415);
    const multipart = (boundary: string) => ({ 'content-type': `multipart/form-data${boundary}` });
    expect((await ada.sendRaw(PAGE, Buffer.from('x'), multipart(''))).status).toBe(400);
    expect((await ada.sendRaw(PAGE, Buffer.from('--x\r\nx'), multipart('; boundary=x'))).status).toBe(400);
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`f${index}`, 'x']));
    expect((await ada.sendFile(PAGE, many, 'audio', speech())).status).toBe(400);
    expect((await hotline(site)).recordedGreeting).toBeNull();
  });

  it('pages lend themselves the microphone, and nothing else', async () => {
    const ada = await (await openSite()).as('ada');
    const { headers } = await ada.get(PAGE);
    expect(headers.get('permissions-policy')).toContain('microphone=(self), camera=()');
    expect(headers.get('content-security-policy')).toContain("media-src 'self' blob:");
    expect(headers.get('content-security-policy')).toContain("script-src 'self';");
  });
});
