// The engine, in a thread of its own: however long it takes, the page stays alive.
import init, { Ruleset, type LuatError } from 'luat';
import type { Answer, Call } from './engine';

let ruleset: Ruleset | undefined;
const ready = init();

function answer(call: Call): unknown {
  switch (call.verb) {
    case 'open':
      ruleset?.free();
      ruleset = Ruleset.compile(call.texts);
      return { digest: ruleset.digest, levels: ruleset.levels() };
    case 'form':
      if (!ruleset) throw new Error('no rules are open');
      return ruleset.form(call.options);
    case 'tell':
      if (!ruleset) throw new Error('no rules are open');
      return ruleset.tell(call.report, call.options, call.language);
  }
}

self.onmessage = async (event: MessageEvent<{ id: number; call: Call }>) => {
  const { id, call } = event.data;
  let reply: Answer;
  try {
    await ready;
    reply = { id, value: answer(call) };
  } catch (thrown) {
    const { message, diagnostics } = thrown as LuatError;
    reply = { id, error: { message, diagnostics: diagnostics ?? [] } };
  }
  self.postMessage(reply);
};
