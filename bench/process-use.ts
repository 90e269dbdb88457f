import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second, whatever its own tick is. */
const TICKS_A_SECOND = 100;

/** Processor seconds, of user and system, that a process has used since it began. */
export function processorSeconds(pid: number): number {
  // The name, in parentheses, may hold spaces: the fields are counted from its end.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/** Processor time of this process's main thread, in milliseconds; null where it cannot be told. */
export function threadMilliseconds(): number | null {
  const file = `/proc/self/task/${process.pid}/schedstat`;
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6 : null;
}

/** The most memory that a process has held at once, and what it holds now, in megabytes. */
export function memoryMegabytes(pid: number): { readonly peak: number; readonly now: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
  return { peak: kilobytes('VmHWM') / 1000, now: kilobytes('VmRSS') / 1000 };
}

/** The one running program of that name with that argument; null when none or several can be seen from here. */
export function findProcess(program: string, argument: string): number | null {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = pids.filter((pid) => {
    const [name, ...args] = commandLine(pid);
    return name === program && args.includes(argument);
  });
  return found.length === 1 ? Number(found[0]) : null;
}

/** Empty for a process that ended meanwhile. */
function commandLine(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/** Share of the whole machine's processors that was busy, in percent, from now until the function it gives is called. */
export function watchMachine(): () => number {
  const before = machineTicks();
  return () => {
    const after = machineTicks();
    return 100 * (1 - (after.idle - before.idle) / Math.max(1, after.all - before.all));
  };
}

function machineTicks(): { readonly all: number; readonly idle: number } {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, ...rest] = line
    .split(/\s+/)
    .slice(1)
    .map(Number);
  const others = rest.slice(0, 3).reduce((sum, ticks) => sum + ticks, 0);
  return { all: user + nice + system + idle + wait + others, idle: idle + wait };
}
