// The rules of these pages: Resolution 154/NQ-HĐND of Mường Ảng, compiled when the pages were built.
import init, { Ruleset } from 'luat/runtime';

export async function openRules(): Promise<Ruleset> {
  const [bytes] = await Promise.all([fetch('./muong_ang_154.luatc').then((answer) => answer.arrayBuffer()), init()]);
  return Ruleset.load(new Uint8Array(bytes));
}
