/** What the work comes to; rejects where it has not come to anything within so many ms. `who` is named in the message. */
export async function inTime<T>(who: string, ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    const message = `${who} did not answer within ${Math.round(ms / 1000)} s; open it in a browser to see what it waits for`;
    timer = setTimeout(() => fail(new Error(message)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
