export type Form = Readonly<Record<string, string | readonly string[]>>;

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Headers;
  /** Where a redirect leads. */
  readonly to: string | null;
}

/** Somebody with a browser: it keeps cookies, says where forms come from, and follows nothing by itself. */
export class Visitor {
  readonly #url: string;
  cookie: string;

  constructor(url: string, cookie = '') {
    this.#url = url;
    this.cookie = cookie;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.#send('GET', path, headers);
  }

  /** Sends a form as the page `from` would: with the token that stands in it. */
  async send(path: string, form: Form, from = path): Promise<Answer> {
    const page = await this.get(from);
    const csrf = /name="csrf" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
    return this.post(path, { csrf, ...form });
  }

  post(path: string, form: Form, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const body = new URLSearchParams(
      Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one])) as [
        string,
        string,
      ][],
    );
    const own = { origin: this.#url, 'content-type': 'application/x-www-form-urlencoded' };
    return this.#send('POST', path, { ...own, ...headers }, body.toString());
  }

  /** Sends a form with a file, as browsers do. */
  sendFile(
    path: string,
    fields: Readonly<Record<string, string>>,
    name: string,
    file: Buffer,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.set(field, value);
    form.set(name, new Blob([new Uint8Array(file)]), file.length === 0 ? '' : 'greeting.wav');
    return this.#send('POST', path, { origin: this.#url, ...headers }, form);
  }

  /** Sends whatever it is. */
  sendRaw(path: string, body: Buffer, headers: Readonly<Record<string, string>>): Promise<Answer> {
    return this.#send('POST', path, { origin: this.#url, ...headers }, new Blob([new Uint8Array(body)]));
  }

  async #send(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: string | FormData | Blob,
  ): Promise<Answer> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        'accept-language': 'en',
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    for (const set of response.headers.getSetCookie()) this.#keep(set.split(';')[0] ?? '');
    return {
      status: response.status,
      body: await response.text(),
      headers: response.headers,
      to: response.headers.get('location'),
    };
  }

  /** An empty one takes away what is kept of its name. */
  #keep(pair: string): void {
    const name = pair.slice(0, pair.indexOf('=') + 1);
    const others = this.cookie.split('; ').filter((kept) => kept !== '' && !kept.startsWith(name));
    this.cookie = (pair === name ? others : [...others, pair]).join('; ');
  }
}

/** What a page says, without its tags, blanks folded. */
export function textOf(html: string): string {
  return html
    .replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&#34;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}
