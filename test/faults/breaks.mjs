// Preloaded into the service by a test: SIGUSR2 is a bug.
process.on('SIGUSR2', () => {
  throw new Error('a bug of the test');
});
