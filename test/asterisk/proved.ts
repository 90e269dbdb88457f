/**
 * Globals with which the dialplan lets calls in though nobody gives a proof of life: for tests that use the connection
 * without the service around it.
 */
export const PROVED = { VIGIE_ALIVE: '1', VIGIE_ALIVE_SECONDS: '9999999999' };
