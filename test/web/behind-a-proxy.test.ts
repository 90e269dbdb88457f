import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { waitUntil } from '../../trial/wait-until.ts';
import { temporaryDirectory } from '../database/temporary-database.ts';
import { openSite } from './open-site.ts';

const EXAMPLES = path.resolve('examples/reverse-proxy');
const has = (program: string) => spawnSync(program, ['-h']).error === undefined;

describe('what strangers learn of the service', () => {
  it('is whether it is up, and who has the token reads the rest', async () => {
    const site = await openSite({ monitoringToken: 'sixteen-letters-or-more' });
    const ask = async (authorization?: string) => {
      const answer = await fetch(`${site.url}/health`, { headers: authorization ? { authorization } : {} });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };
    expect(await ask()).toEqual({ status: 200, body: { status: 'up' } });
    expect((await ask('Bearer another-token-of-letters')).body).toEqual({ status: 'up' });
    expect((await ask('Bearer sixteen-letters-or-more')).body).toMatchObject({ asterisk: 'connected' });
    const down = await openSite({ health: { asterisk: 'lost' } });
    const told = await fetch(`${down.url}/health`, { headers: { authorization: 'Bearer ' } });
    expect([told.status, await told.json()]).toEqual([503, { status: 'down' }]);
  });
});

describe('behind a reverse proxy', () => {
  it('that is not counted the log says so, once', async () => {
    const site = await openSite();
    for (let count = 0; count < 3; count += 1)
      await site.anybody().get('/log-in', { 'x-forwarded-for': '203.0.113.9' });
    expect(site.log().split('VIGIE_TRUST_PROXY is 0')).toHaveLength(2);
    const counted = await openSite({ trustedProxies: 1 });
    await counted.anybody().get('/log-in', { 'x-forwarded-for': '203.0.113.9' });
    expect(counted.log()).not.toContain('VIGIE_TRUST_PROXY');
  });

  it('other hosts of the domain are bound to https only when that is wanted', async () => {
    const transport = async (options: Parameters<typeof openSite>[0]) =>
      (await (await openSite(options)).anybody().get('/log-in')).headers.get('strict-transport-security');
    const publicUrl = 'https://vigie.example.org';
    expect(await transport({ publicUrl })).toBe('max-age=31536000');
    expect(await transport({ publicUrl, hstsSubdomains: true })).toBe('max-age=31536000; includeSubDomains');
    expect(await transport({})).toBeNull();
  });

  it.skipIf(!has('nginx'))(
    'nginx with our example serves https, and tells who comes although they claim to be another',
    { timeout: 60_000 },
    async () => {
      const site = await openSite({ publicUrl: 'https://vigie.example.org', trustedProxies: 1 });
      const port = await nginxBefore(site.url);
      const page = await askOverTls(port, '/log-in', { 'x-forwarded-for': '203.0.113.9' });
      expect(page.status).toBe(200);
      expect(page.body).toContain('<form');
      await askOverTls(port, '/welcome/x', { 'x-forwarded-for': '203.0.113.9' }, 'password=guess');
      await waitUntil('the log', () => site.log().includes('"security":'));
      expect(site.log()).toMatch(/"security":"[a-z-]+","address":"127\.0\.0\.1"/);
      expect(site.log()).not.toContain('203.0.113.9');
    },
  );

  it.skipIf(!has('caddy'))('Caddy understands our example', () => {
    const file = path.join(EXAMPLES, 'Caddyfile');
    const adapted = spawnSync('caddy', ['adapt', '--config', file, '--adapter', 'caddyfile'], {
      encoding: 'utf8',
      env: { ...process.env, HOME: temporaryDirectory() },
    });
    expect([adapted.status, adapted.stderr.includes('error')]).toEqual([0, false]);
    expect(adapted.stdout).toContain('127.0.0.1:8080');
  });

  it('Traefik’s example is YAML whose router leads to its service', () => {
    const { http } = parse(readFileSync(path.join(EXAMPLES, 'traefik.yml'), 'utf8'));
    expect(Object.keys(http.services)).toContain(http.routers.vigie.service);
    expect(http.services.vigie.loadBalancer.servers).toEqual([{ url: 'http://127.0.0.1:8080' }]);
  });
});

/** Our example with another port, another certificate and the site of the test behind it. */
async function nginxBefore(site: string): Promise<number> {
  const folder = temporaryDirectory();
  const [cert, key] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
  const made = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=vigie.example.org',
  ];
  expect(spawnSync('openssl', [...made, '-keyout', key, '-out', cert]).status).toBe(0);
  const [plain, secure] = [await freePort(), await freePort()];
  const example = readFileSync(path.join(EXAMPLES, 'nginx.conf'), 'utf8')
    .replace('listen 80;', `listen 127.0.0.1:${plain};`)
    .replace('listen 443 ssl;', `listen 127.0.0.1:${secure} ssl;`)
    .replace(/ssl_certificate .*/, `ssl_certificate ${cert};`)
    .replace(/ssl_certificate_key .*/, `ssl_certificate_key ${key};`)
    .replace('http://127.0.0.1:8080', site);
  const own = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => {
    mkdirSync(path.join(folder, kind));
    return `${kind}_temp_path ${path.join(folder, kind)};`;
  });
  const file = path.join(folder, 'nginx.conf');
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  writeFileSync(
    file,
    `${user} daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {} http { access_log off; ${own.join(' ')}\n${example}\n}`,
  );
  const tested = spawnSync('nginx', ['-t', '-c', file], { encoding: 'utf8' });
  expect(tested.stderr).toContain('test is successful');
  const nginx = spawn('nginx', ['-c', file], { stdio: 'ignore' });
  const ended = once(nginx, 'exit');
  onTestFinished(async () => {
    nginx.kill('SIGQUIT');
    await ended;
  });
  await waitUntil('nginx', () =>
    askOverTls(secure, '/health').then(
      ({ status }) => status === 200,
      () => false,
    ),
  );
  return secure;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

function askOverTls(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  form: string | null = null,
): Promise<{ status: number; body: string }> {
  const own =
    form === null
      ? {}
      : { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: form === null ? 'GET' : 'POST',
        rejectUnauthorized: false,
        servername: 'vigie.example.org',
        headers: { host: 'vigie.example.org', ...own, ...headers },
      },
      (answer) => {
        let body = '';
        answer.on('data', (part) => {
          body += part;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
      },
    );
    asked.on('error', reject);
    asked.end(form ?? undefined);
  });
}
