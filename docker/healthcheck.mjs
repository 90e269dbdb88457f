// Run inside the container by its health check: 0 while calls can come in. The page says 503, and this is 1, while
// Asterisk cannot be reached; a restart would not mend that, so nothing should restart Vigie because of it.

// Empty counts as not set, as everywhere in Vigie's settings.
const host = process.env.VIGIE_HTTP_HOST || '127.0.0.1';
const port = process.env.VIGIE_HTTP_PORT || '8080';
const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}/health`;

try {
  const page = await fetch(address);
  console.log(page.status, await page.text());
  process.exitCode = page.ok ? 0 : 1;
} catch (error) {
  console.log(`${address}: ${error.cause?.message ?? error.message}`);
  process.exitCode = 1;
}
