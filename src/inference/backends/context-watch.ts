const LOST = 'its WebGL context was lost';

/** Whether a context still works. */
export interface ContextWatch {
  /** Why it does not; undefined while it does. */
  readonly reason: string | undefined;
  /** Resolves to the reason when the context is lost; never after `end`. */
  readonly lost: Promise<string>;
  /** Says that the context does not work, for a reason that no event tells, unless it is lost already. */
  lose(reason: string): void;
  /** Ends the watch; nobody is told. */
  end(reason: string): void;
}

/** Watches a WebGL context. A context that is lost without a request being under way is noticed by its event. */
export function watchContext(gl: WebGL2RenderingContext): ContextWatch {
  let reason: string | undefined;
  let tell: (reason: string) => void;
  const lost = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const stop = (why: string): void => {
    reason ??= why;
    gl.canvas.removeEventListener('webglcontextlost', onLost);
  };
  const lose = (why: string): void => {
    if (reason !== undefined) return;
    const cause = gl.isContextLost() ? LOST : why;
    stop(cause);
    tell(cause);
  };
  const onLost = (): void => lose(LOST);
  gl.canvas.addEventListener('webglcontextlost', onLost);
  return {
    get reason() {
      return reason;
    },
    lost,
    lose,
    end: stop,
  };
}
