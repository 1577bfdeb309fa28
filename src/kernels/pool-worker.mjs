// @ts-check
// One helper thread: sleeps on its slot in the shared memory, takes ranges of a kernel while there are any.
// Plain JavaScript without imports of our own, so that it loads under any runner.
import { parentPort, workerData } from 'node:worker_threads';

/**
 * @type {{
 *   module: WebAssembly.Module, memory: WebAssembly.Memory, slot: number, scratch: number,
 *   control: import('./control.ts').Control,
 * }}
 */
const { module, memory, slot, scratch, control } = workerData;

const { exports } = new WebAssembly.Instance(module, { env: { memory } });
const kernels = WebAssembly.Module.exports(module).map(({ name }) => /** @type {Function} */ (exports[name]));
const state = new Int32Array(memory.buffer, control.slots + slot * control.slotBytes, 1);
const next = new Int32Array(memory.buffer, control.next, 1);
const job = new Int32Array(memory.buffer, control.job, 4);
const args = new Float64Array(memory.buffer, control.args, control.maxArguments);
const failure = new Int32Array(memory.buffer, control.failure, control.maxFailure + 1);

function waitForJob() {
  for (let spin = 0; spin < control.spins; spin++) {
    if (Atomics.load(state, 0) === control.posted) return;
  }
  Atomics.wait(state, 0, control.idle);
}

function runRanges() {
  const [kernel, count, grain, argumentCount] = job;
  const values = Array.from(args.subarray(0, argumentCount));
  const run = kernels[kernel];
  for (let begin = Atomics.add(next, 0, grain); begin < count; begin = Atomics.add(next, 0, grain)) {
    run(begin, Math.min(begin + grain, count), scratch, ...values);
  }
}

/** @param {unknown} error */
function reportFailure(error) {
  Atomics.store(next, 0, job[1]);
  const message = String(error).slice(0, control.maxFailure);
  for (let i = 0; i < message.length; i++) failure[i + 1] = message.charCodeAt(i);
  Atomics.store(failure, 0, message.length);
}

parentPort?.postMessage('ready');
for (;;) {
  waitForJob();
  if (Atomics.compareExchange(state, 0, control.posted, control.running) !== control.posted) continue;
  try {
    runRanges();
  } catch (error) {
    reportFailure(error);
  }
  Atomics.store(state, 0, control.idle);
  Atomics.notify(state, 0);
}
