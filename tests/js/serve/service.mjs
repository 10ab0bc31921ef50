// `luat serve` in a process of its own, as `scripts/test serve` builds it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { LUAT, ROOT } from '../files.mjs';

/** A service with its address; `stop` ends it and gives its exit code. */
export async function serve(args, cwd = ROOT) {
  const child = spawn(LUAT, ['serve', ...args, '--listen', '127.0.0.1:0'], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (log += text));
  const [address] = await Promise.race([once(createInterface(child.stdout), 'line'), once(child, 'exit').then(() => Promise.reject(new Error(log)))]);
  return {
    address,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = await ended;
      return code;
    },
  };
}
