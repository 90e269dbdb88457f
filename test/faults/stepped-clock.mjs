// Preloaded into the service by a test: each SIGUSR2 steps its wall clock by STEP_MS.
const trueNow = Date.now;
let offset = 0;
process.on('SIGUSR2', () => {
  offset += Number(process.env.STEP_MS);
});
Date.now = () => trueNow() + offset;
