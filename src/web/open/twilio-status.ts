import express, { Router } from 'express';
import type { DeliveryReport } from '../../domain/notice/delivery.ts';

export interface TwilioStatusDependencies {
  /** Where Twilio was told to report. */
  readonly path: string;
  /** Whether Twilio signed these parameters for our public address. */
  isSigned(signature: string, parameters: Readonly<Record<string, string>>): boolean;
  /** What a status means; null: one that we do not know, which changes nothing. */
  reportOf(status: string): DeliveryReport | null;
  record(reference: string, report: DeliveryReport, detail: string | null): Promise<void>;
}

/** Takes Twilio's reports of what became of messages. Unsigned ones are nobody's. */
export function twilioStatusRouter(dependencies: TwilioStatusDependencies): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '20kb' });
  router.post(dependencies.path, form, async (request, response) => {
    const parameters = textsIn(request.body);
    const signature = request.get('X-Twilio-Signature') ?? '';
    if (signature === '' || !dependencies.isSigned(signature, parameters))
      return void response.status(403).type('text').send('not signed by Twilio');
    const { MessageSid: reference, MessageStatus: status, ErrorCode: code } = parameters;
    const report = status === undefined ? null : dependencies.reportOf(status);
    if (reference !== undefined && report !== null)
      await dependencies.record(reference, report, code ? `${status} ${code}` : null);
    response.status(204).end();
  });
  return router;
}

function textsIn(body: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
