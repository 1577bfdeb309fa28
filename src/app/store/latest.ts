/** Runs tasks one at a time, in the order they came; a task that fails does not stop the next. */
export type Queue = <Answer>(task: () => Promise<Answer>) => Promise<Answer>;

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const answer = last.then(task, task);
    last = answer.catch(() => undefined);
    return answer;
  };
}

/** Asks the same kind of question again and again, of which only the newest answer matters. */
export interface Latest {
  /** The answer, or undefined when a newer question or `forget` has overtaken this one; then a fault is dropped too. */
  ask<Answer>(task: () => Promise<Answer>): Promise<Answer | undefined>;
  /** Drops every question that is still open. */
  forget(): void;
}

export function createLatest(queue: Queue): Latest {
  let newest = 0;
  return {
    async ask(task) {
      const mine = ++newest;
      try {
        // A question overtaken while it waits is never put.
        const answer = await queue(async () => (mine === newest ? await task() : undefined));
        return mine === newest ? answer : undefined;
      } catch (error) {
        if (mine === newest) throw error;
        return undefined;
      }
    },
    forget() {
      newest++;
    },
  };
}
