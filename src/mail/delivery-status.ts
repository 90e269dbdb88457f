/** A mail server says for ever that a letter of ours did not arrive. */
export interface Bounce {
  /** The Message-ID of the letter, with its angle brackets. */
  readonly reference: string;
  /** RFC 3463: `5.1.1`. */
  readonly status: string;
  /** In the server's own words. */
  readonly said: string;
}

/**
 * What a delivery status notification says (RFC 3464): null when it is none, tells of a delay or of success, or says not
 * of which letter. Holiday replies and letters of people are none.
 */
export function readDeliveryStatus(raw: string): Bounce | null {
  const text = raw.replaceAll('\r\n', '\n');
  const [head = ''] = text.split('\n\n', 1);
  if (!/^content-type:\s*multipart\/report\b[\s\S]*?report-type="?delivery-status"?/im.test(unfolded(head)))
    return null;
  const report = partOf(text, /^content-type:\s*message\/(?:global-)?delivery-status\b/im);
  if (report === null || !/^action:\s*failed\b/im.test(report)) return null;
  const status = /^status:\s*(5\.\d{1,3}\.\d{1,3})\b/im.exec(report)?.[1];
  // The returned letter, or its head alone, is the last part: the first Message-ID after the report is of it.
  const returned = text.slice(text.indexOf(report) + report.length);
  const reference = /^message-id:\s*(<[^<>\s]{1,200}>)/im.exec(unfolded(returned))?.[1];
  if (status === undefined || reference === undefined) return null;
  const said = /^diagnostic-code:\s*(?:[\w-]+;\s*)?(.+)$/im.exec(unfolded(report))?.[1] ?? status;
  return { reference, status, said: said.trim().slice(0, 300) };
}

/** The address itself is bad, or its mailbox is there no more (RFC 3463): whatever is sent there will not arrive. */
export function saysAddressIsDead({ status }: Bounce): boolean {
  return /^5\.(?:1\.[0-46]|1\.10|2\.1|4\.4)$/.test(status);
}

/** Lines that were broken are whole again. */
function unfolded(text: string): string {
  return text.replace(/\n[ \t]+/g, ' ');
}

/** The part with that head, up to the next boundary. */
function partOf(text: string, head: RegExp): string | null {
  const found = head.exec(text);
  if (!found) return null;
  const from = text.indexOf('\n\n', found.index);
  if (from < 0) return null;
  const end = text.indexOf('\n--', from);
  return text.slice(from, end < 0 ? undefined : end);
}
