import { Worker } from 'node:worker_threads';
import { HELPER_PROGRAM } from './helper-thread.ts';
import type { Helper, HelperOrder } from './helper-thread.ts';

/** What a worker of a browser has and one of Node has not. */
const GLOBALS = `const { parentPort } = require('node:worker_threads');
globalThis.postMessage = (message) => parentPort.postMessage(message);
parentPort.on('message', (data) => globalThis.onmessage({ data }));
`;

/** A helper on a thread of Node, for tests; `program` is what it runs. */
export function startNodeHelper(order: HelperOrder, program = HELPER_PROGRAM): Helper {
  const worker = new Worker(GLOBALS + program, { eval: true });
  const failed = new Promise<string>((resolve) => {
    worker.once('error', (fault) => resolve(fault instanceof Error ? fault.message : String(fault)));
  });
  const started = new Promise<void>((resolve, reject) => {
    worker.once('message', () => {
      // A helper never returns: a test that forgets one must end all the same.
      worker.unref();
      resolve();
    });
    void failed.then((reason) => reject(new Error(reason)));
  });
  worker.postMessage(order);
  return { started, failed, end: () => void worker.terminate() };
}
