// What a page waits for, measured the same way in Node and, as source text, in Chromium.

/** From the bytes of the engine to the first verdict, in ms: each step by itself. */
export async function start(entry, bytes, given) {
  const times = {};
  let last = performance.now();
  const took = (step) => {
    const now = performance.now();
    times[step] = now - last;
    last = now;
  };
  const module = await WebAssembly.compile(bytes);
  took('compile');
  entry.initSync({ module });
  took('instantiate');
  const ruleset = given.artefact ? entry.Ruleset.load(new Uint8Array(given.artefact)) : entry.Ruleset.compile(given.texts);
  took('rules');
  ruleset.check(given.report, { asOf: given.asOf });
  took('verdict');
  ruleset.free();
  return times;
}

/** Facts entered one by one into a report, as a clerk types them; the time of each, in µs. */
export function typing(entry, given) {
  const ruleset = entry.Ruleset.load(new Uint8Array(given.artefact));
  const session = ruleset.session(given.report, { asOf: given.asOf, period: given.period });
  const typed = {
    count: (n) => n,
    amount: (n) => `${n}.5`,
    act: (n) => (n % 3 === 0 ? false : `2026-0${1 + (n % 9)}-15`),
    date: (n) => `2026-0${1 + (n % 9)}-15`,
    yes_no: (n) => n % 2 === 0,
  };
  const fields = session.form().sections.flatMap(({ fields }) => fields);
  const steps = [];
  for (let round = 0; round < given.rounds; round++) {
    for (const { path, input, options } of fields) {
      const value = input === 'choice' ? options[round % options.length].id : typed[input](1 + ((round * 7) % 23));
      steps.push([path, value]);
    }
  }
  const times = steps.map(([path, value]) => {
    const before = performance.now();
    session.set(path, value);
    return (performance.now() - before) * 1000;
  });
  session.free();
  ruleset.free();
  // The engine is compiled better while it runs: what is told is how it runs once it is.
  return times.slice(Math.floor(times.length / 4));
}

/** Cells of a long roster ticked one by one; the time of each, in µs. */
export function ticking(entry, given) {
  const ruleset = entry.Ruleset.load(new Uint8Array(given.artefact));
  const { roster, state } = given;
  const rows = Array.from({ length: given.rows }, (_, at) => {
    return given.filled ? { id: `h${at}`, [state]: at % 5 === 0 } : { id: `h${at}` };
  });
  const report = structuredClone(given.report);
  Object.assign(report.periods, { [given.period]: { ...report.periods[given.period], [roster]: rows } });
  for (const key of Object.keys(report.periods[given.period])) {
    if (key.startsWith(`${roster}.`)) delete report.periods[given.period][key];
  }
  const session = ruleset.session(report, { asOf: given.asOf, period: given.period });
  const times = [];
  for (let round = 0; round < given.rounds; round++) {
    const before = performance.now();
    session.set(`${roster}[h${(round * 37) % given.rows}].${state}`, round % 2 === 0);
    times.push((performance.now() - before) * 1000);
  }
  session.free();
  ruleset.free();
  return times;
}

/** The middle one, and the one that 99 in 100 stay below. */
export function spread(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { median: at(0.5), p99: at(0.99) };
}
