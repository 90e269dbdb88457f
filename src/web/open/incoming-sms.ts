import { createHash, timingSafeEqual } from 'node:crypto';
import express, { type Request, Router } from 'express';
import type { IncomingSms } from '../../notices/sms-answers.ts';

export interface TwilioIncomingDependencies {
  readonly path: string;
  /** Whether Twilio signed these parameters for our public address. */
  isSigned(signature: string, parameters: Readonly<Record<string, string>>): boolean;
  receive(sms: IncomingSms): Promise<void>;
}

/** Takes the SMS that people send to our Twilio number. Unsigned ones are nobody's. */
export function twilioIncomingRouter({ path, isSigned, receive }: TwilioIncomingDependencies): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '20kb' });
  router.post(path, form, async (request, response) => {
    const parameters = textsIn(request.body);
    const signature = request.get('X-Twilio-Signature') ?? '';
    if (signature === '' || !isSigned(signature, parameters))
      return void response.status(403).type('text').send('not signed by Twilio');
    const { From: from, Body: text, MessageSid: reference } = parameters;
    if (from === undefined || text === undefined || reference === undefined)
      return void response.status(422).type('text').send('expected From, Body and MessageSid');
    await receive({ from, text, reference: `twilio ${reference}` });
    // Replies go out as every SMS does, through the outbox.
    response.status(200).type('text/xml').send('<?xml version="1.0" encoding="UTF-8"?><Response/>');
  });
  return router;
}

/** Under which names a gateway tells of an SMS: in the address, a form, or JSON. */
export interface IncomingFields {
  readonly from: string;
  readonly text: string;
  /** Null: it gives its messages no name. */
  readonly id: string | null;
}

export interface GatewayIncomingDependencies {
  /** What the last part of the address must be. */
  readonly secret: string;
  readonly fields: IncomingFields;
  receive(sms: IncomingSms): Promise<void>;
}

export const GATEWAY_INCOMING_PATH = '/hooks/sms';

/** Takes SMS from a gateway of one's own, which knows the secret address. */
export function gatewayIncomingRouter({ secret, fields, receive }: GatewayIncomingDependencies): Router {
  const router = Router();
  const readers = [express.urlencoded({ extended: false, limit: '20kb' }), express.json({ limit: '20kb' })];
  router.all(`${GATEWAY_INCOMING_PATH}/:secret`, ...readers, async (request, response) => {
    if (!isSame(request.params.secret, secret)) return void response.status(404).end();
    if (!['GET', 'POST'].includes(request.method)) return void response.status(405).end();
    const given = givenIn(request);
    const [from, text] = [given[fields.from], given[fields.text]];
    if (from === undefined || text === undefined)
      return void response.status(422).type('text').send(`expected ${fields.from} and ${fields.text}`);
    const id = fields.id === null ? undefined : given[fields.id];
    await receive({ from, text, reference: id === undefined ? null : `gateway ${id}` });
    response.status(200).type('text').send('OK');
  });
  return router;
}

function givenIn(request: Request): Readonly<Record<string, string>> {
  return { ...textsIn(request.query), ...textsIn(request.body) };
}

/** Numbers too: JSON may write a name, or a telephone number, as one. */
function textsIn(values: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries((values ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  );
}

/** Takes the same time wherever they differ. */
function isSame(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
