import { X509Certificate } from 'node:crypto';

/** Reads a small text file; throws what the file system throws. */
export type ReadFile = (path: string) => string;

/** The file that a setting names; null, and a mistake more, when it cannot be read. */
export function readSettingFile(
  path: string,
  name: string,
  readFile: ReadFile,
  mistakes: string[],
): string | null {
  try {
    return readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    mistakes.push(`${name} is ${JSON.stringify(path)}: expected a readable file (${reason})`);
    return null;
  }
}

/** The certificates of a PEM file that a setting names; null when it names none, or with a mistake more. */
export function readCertificates(
  path: string | undefined,
  name: string,
  readFile: ReadFile,
  mistakes: string[],
): string | null {
  const pem = path === undefined ? null : readSettingFile(path, name, readFile, mistakes);
  if (pem === null || isCertificate(pem)) return pem;
  mistakes.push(`${name} is ${JSON.stringify(path)}: expected a file with a certificate in PEM`);
  return null;
}

/** OpenSSL passes over whatever it does not understand, and would then trust nobody. */
function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

/** Replaces each `<secret>_FILE` by the secret that the file holds, less the newline at its end. */
export function withSecretFiles(
  variables: ReadonlyMap<string, string>,
  secrets: readonly string[],
  readFile: ReadFile,
  mistakes: string[],
): Record<string, string> {
  const given = Object.fromEntries(variables);
  for (const secret of secrets) {
    const path = variables.get(`${secret}_FILE`);
    if (path === undefined) continue;
    delete given[`${secret}_FILE`];
    if (variables.has(secret))
      mistakes.push(`${secret} and ${secret}_FILE are both set: expected one of them`);
    const held = readSettingFile(path, `${secret}_FILE`, readFile, mistakes);
    if (held !== null) given[secret] = held.replace(/\r?\n$/, '');
  }
  return given;
}
