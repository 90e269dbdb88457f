/** What keeps a store from working now, and passes by itself or by an administrator's hand. */
export type StoreTrouble = 'locked' | 'full' | 'read-only' | 'cannot-open' | 'disk-error' | 'out-of-memory';

/**
 * The store cannot be read or written now. The only expected failure of a store: whoever can wait tries again, a page
 * says so. Every other error of a store is a bug.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  readonly trouble: StoreTrouble;

  constructor(trouble: StoreTrouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.trouble = trouble;
  }
}

/** Does what may be left undone while the store cannot be used: gives whether it was done. */
export async function ifAvailable(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof StoreUnavailable) return false;
    throw error;
  }
}
