import { type DeliveryTrouble, systemError } from '../domain/notice/delivery-trouble.ts';
import type { SendResult } from '../domain/notice/next-try.ts';
import type { Letter, Sender } from '../notices/sender.ts';
import type { Clock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import { ok } from '../runtime/result.ts';
import type { GatewayDescription, Test } from './gateway-description.ts';
import { fillTemplate, type TemplateValues } from './gateway-template.ts';

/** What the environment gives; a description names them, and holds none of them. */
export interface GatewayCredentials {
  readonly username: string;
  readonly password: string;
  readonly token: string;
  /** The name or number that messages come from. */
  readonly sender: string;
}

/** A reply is read no further than this. */
const LONGEST_REPLY = 64 * 1024;

/** SMS through any gateway that takes a request over HTTP. */
export function createHttpSender(
  description: GatewayDescription,
  credentials: GatewayCredentials,
  clock: Clock,
): Sender {
  return {
    medium: 'sms',
    name: description.name,
    async send(letter) {
      const request = requestFor(description, credentials, letter, Math.floor(clock.now() / SECOND));
      try {
        const response = await fetch(request.url, {
          method: description.method,
          headers: request.headers,
          ...(request.body === null ? {} : { body: request.body }),
          redirect: 'error',
          signal: AbortSignal.timeout(description.timeoutSeconds * SECOND),
        });
        const body = (await response.text()).slice(0, LONGEST_REPLY);
        return judged(description, response, body);
      } catch (error) {
        return { kind: 'temporary', trouble: troubleOf(error), retryAfterSeconds: null };
      }
    },
    // There is no request that every gateway answers without sending: its description was read, which is all.
    check: async () => ok({ kind: 'described', where: description.name }),
    close: () => undefined,
  };
}

/** The request, with everything filled in: address and body first, then what is computed of them. */
export function requestFor(
  { method, url, body, values, headers }: GatewayDescription,
  credentials: GatewayCredentials,
  letter: Pick<Letter, 'to' | 'text' | 'name'>,
  timestamp: number,
): { url: string; body: string | null; headers: Record<string, string> } {
  const given: TemplateValues = {
    to: letter.to,
    text: letter.text,
    name: letter.name,
    ...credentials,
    timestamp: String(timestamp),
  };
  const filledUrl = fillTemplate(url, given);
  const filledBody = body === null ? null : fillTemplate(body, given);
  let known: TemplateValues = { ...given, method, url: filledUrl, body: filledBody ?? '' };
  for (const [name, template] of Object.entries(values))
    known = { ...known, [name]: fillTemplate(template, known) };
  return {
    url: filledUrl,
    body: filledBody,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, template]) => [name, fillTemplate(template, known)]),
    ),
  };
}

function judged(
  { success, refusal, reference }: GatewayDescription,
  response: Response,
  body: string,
): SendResult {
  if (holds(success, response.status, body))
    return { kind: 'sent', reference: reference?.exec(body)?.[1] ?? null };
  const said = `${response.status} ${body.replace(/\s+/g, ' ').trim()}`.slice(0, 300);
  const trouble = { code: 'answered', said } as const;
  if (refusal !== null && holds(refusal, response.status, body)) return { kind: 'permanent', trouble };
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfterSeconds = Number.isFinite(retryAfter) ? Math.min(retryAfter, 3600) : null;
  return { kind: 'temporary', trouble, retryAfterSeconds };
}

function holds(test: Test, status: number, body: string): boolean {
  const statusHolds =
    test.status.length === 0 || test.status.some(({ from, to }) => from <= status && status <= to);
  return statusHolds && (test.body === null || test.body.test(body));
}

/** `fetch` hides what happened behind "fetch failed"; addresses may hold credentials and are not told. */
function troubleOf(error: unknown): DeliveryTrouble {
  const { name, cause } = error as Error & { cause?: unknown };
  if (name === 'TimeoutError') return { code: 'no-answer' };
  return { code: 'not-reached', error: systemError(cause ?? error) };
}
