import { spawn } from 'node:child_process';

/** A program started by the trial. */
export interface Program {
  /** Its exit status; null when a signal ended it before it could say. Never rejects. */
  readonly exited: Promise<number | null>;
  /** The last of what it wrote. */
  output(): string;
  /** Ends it, and waits until it is gone. */
  stop(): Promise<void>;
}

/**
 * Runs a command until it ends or its standard input closes, whichever comes first. Standard input is the leash: it
 * closes when the parent dies, however it dies, and it reaches into a container through `docker exec -i`, where
 * signals do not.
 */
const LEASH = `
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
(
  read -r _ <&3
  kill -TERM $program
  sleep 5
  kill -KILL $program
) >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait $program
status=$?
kill $watcher 2>/dev/null
exit $status
`;

const KEPT_OUTPUT = 20_000;

/** Starts `command` on the leash. `reach` is what goes before it to run it elsewhere (`chroot DIR`, `docker exec …`). */
export function startOnLeash(reach: readonly string[], command: readonly string[]): Program {
  const [file, ...args] = [...reach, 'sh', '-c', LEASH, 'leash', ...command];
  // A group of its own: Ctrl-C at a terminal is for the parent, which then ends things in order.
  const child = spawn(file ?? 'sh', args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    cwd: '/',
    // SIPp writes local times; ours are to be compared with it.
    env: { ...process.env, TZ: 'UTC', LC_ALL: 'C' },
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-KEPT_OUTPUT);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  // The program may end before its leash is let go.
  child.stdin.on('error', () => {});
  const exited = new Promise<number | null>((resolve) => {
    child.on('error', (error) => {
      keep(Buffer.from(`${error.message}\n`));
      resolve(null);
    });
    child.on('close', (status) => resolve(status));
  });
  return {
    exited,
    output: () => output,
    async stop() {
      child.stdin.end();
      await exited;
    },
  };
}

/** What a short command wrote, or an error that shows it. */
export async function outputOf(program: Program, what: string): Promise<string> {
  const status = await program.exited;
  if (status !== 0) throw new Error(`${what} ended with status ${status}:\n${program.output()}`);
  return program.output();
}
