/** How long a batch may keep the page busy at a stretch: half of a frame. */
const STRETCH_MS = 8;

/**
 * Answers one request after the other, in order. Between answers it lets the page run when it has worked for a
 * stretch: promises alone never would.
 */
export async function inOrder<Request, Answer>(
  requests: readonly Request[],
  answer: (request: Request) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let begun = performance.now();
  for (const request of requests) {
    if (performance.now() - begun > STRETCH_MS) {
      await pause();
      begun = performance.now();
    }
    answers.push(await answer(request));
  }
  return answers;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
