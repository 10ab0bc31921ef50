// Calls across to a worker, answered in their order.

type Methods = { [name: string]: (...given: never[]) => unknown };

/** What every method of a worker's object is from this side. */
export type Remote<T> = { [K in keyof T]: T[K] extends (...given: infer G) => infer R ? (...given: G) => Promise<Awaited<R>> : never };

interface Call {
  id: number;
  method: string;
  given: unknown[];
}

interface Reply {
  id: number;
  value?: unknown;
  failed?: string;
}

/** An object whose methods are those of `methods` in a worker. */
export function remote<T extends object>(worker: Worker): Remote<T> {
  const open = new Map<number, { resolve: (value: unknown) => void; reject: (why: Error) => void }>();
  let last = 0;
  worker.onmessage = ({ data: { id, value, failed } }: MessageEvent<Reply>) => {
    const call = open.get(id);
    open.delete(id);
    if (failed === undefined) call?.resolve(value);
    else call?.reject(new Error(failed));
  };
  worker.onerror = ({ message }) => {
    for (const { reject } of open.values()) reject(new Error(message));
    open.clear();
  };
  const ask = (method: string, given: unknown[]) =>
    new Promise((resolve, reject) => {
      const call: Call = { id: (last += 1), method, given };
      open.set(call.id, { resolve, reject });
      worker.postMessage(call);
    });
  return new Proxy({} as Remote<T>, { get: (_, method) => (...given: unknown[]) => ask(String(method), given) });
}

/** Answers the calls to a worker, once it is `ready`. */
export function answer(ready: Promise<unknown>, methods: object): void {
  const known = methods as Methods;
  self.onmessage = async ({ data: { id, method, given } }: MessageEvent<Call>) => {
    const reply: Reply = { id };
    try {
      await ready;
      reply.value = known[method]?.(...(given as never[]));
    } catch (thrown) {
      reply.failed = thrown instanceof Error ? thrown.message : String(thrown);
    }
    self.postMessage(reply);
  };
}
