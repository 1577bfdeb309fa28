import { expect, test, vi } from 'vitest';
import { answerAfter } from './answer-after.ts';

const except = new URL('http://localhost/model/manifest.json');
const file = new URL('http://localhost/model/student.safetensors');

/** What answers at once, and counts. */
function network() {
  return vi.fn(() => Promise.resolve(new Response('answer')));
}

test('answers once the code runs, while the request has left at once', async () => {
  let run!: () => void;
  const code = new Promise<void>((resolve) => {
    run = resolve;
  });
  const asked = network();
  const answered = vi.fn();
  const answer = answerAfter(code, asked, { except, patience: 60_000 })(file).then(answered);
  expect(asked).toHaveBeenCalledExactlyOnceWith(file, undefined);
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(answered).not.toHaveBeenCalled();
  run();
  await answer;
  expect(answered).toHaveBeenCalledOnce();
});

test.each([
  ['what was excepted at once', except, 60_000],
  ['any file without the code, if that does not come', file, 60_000],
  ['any file before the patience with its connection ends', file, 2],
])('answers %s', async (_, address, patience) => {
  const never = new Promise<never>(() => undefined);
  const answer = await answerAfter(never, network(), { except, patience })(address);
  expect(await answer.text()).toBe('answer');
});
