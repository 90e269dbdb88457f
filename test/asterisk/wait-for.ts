/** Polls until `probe` gives something, and returns it; after the deadline, fails with what was awaited. */
export async function waitFor<T>(
  what: string,
  probe: () => T | null | undefined | false,
  withinMs = 5000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = probe();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`waited ${withinMs} ms in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
