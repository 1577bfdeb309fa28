/** ms between looks at a fence; browsers make it 4 after a few. */
const LOOK_AGAIN_MS = 1;

/**
 * Waits until the GPU has done all that it was told, without holding up the page. Gives false when the context
 * is lost, or when the deadline passes; a page asleep may look late, and then what is done still counts.
 */
export async function waitForGpu(gl: WebGL2RenderingContext, deadline: number): Promise<boolean> {
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  if (fence === null) return false;
  gl.flush();
  const end = performance.now() + deadline;
  try {
    for (;;) {
      // Within one task a fence never changes.
      await new Promise((done) => setTimeout(done, LOOK_AGAIN_MS));
      if (gl.isContextLost()) return false;
      const state = gl.clientWaitSync(fence, 0, 0);
      if (state === gl.ALREADY_SIGNALED || state === gl.CONDITION_SATISFIED) return true;
      if (state === gl.WAIT_FAILED || performance.now() >= end) return false;
    }
  } finally {
    gl.deleteSync(fence);
  }
}
