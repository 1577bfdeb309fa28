import { acquireEngine, releaseEngine, writesFloat32 } from './engine.ts';
import { compileAhead, discardAhead } from './scoring-program.ts';
import { shapeOf } from './scoring-layout.ts';

/** An engine that is started while its model is still on its way. */
export interface WarmEngine {
  /** Compiles the program for a student of `dim` numbers an item, of so many bits as stored. */
  compile(student: { readonly dim: number; readonly bits: 2 | 3 | 4 | 8 }): void;
  /** Whoever uses the engine has it, or nobody will. */
  release(): void;
}

/** Starts the engine. Throws `backend/unavailable`. */
export function warmWebGL(): WarmEngine {
  const engine = acquireEngine();
  return {
    compile: ({ dim, bits }) => {
      if (!engine.gl.isContextLost()) compileAhead(engine, shapeOf(dim, bits), writesFloat32());
    },
    release: () => {
      discardAhead(engine);
      releaseEngine(engine);
    },
  };
}
