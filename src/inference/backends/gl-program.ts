import type { Engine } from './engine.ts';
import type { EngineTexture } from './texture-shelf.ts';

/** A fragment shader that is run once for every texel of a texture. */
export interface GlProgram<Input extends string> {
  /** Where uniforms that are not textures lie. */
  readonly uniforms: Readonly<Record<string, WebGLUniformLocation>>;
  /** Tells the GPU to write a texture; `set` sets uniforms. Does not wait for it. */
  run(inputs: Readonly<Record<Input, EngineTexture>>, output: EngineTexture, set?: () => void): void;
  dispose(): void;
}

/** Compiles a program, with tfjs' vertex shader and rectangle. Throws what the device says of it. */
export function createGlProgram<Input extends string>(
  { gl, gpgpu }: Engine,
  source: string,
  { inputs, uniforms }: { readonly inputs: readonly Input[]; readonly uniforms: readonly string[] },
): GlProgram<Input> {
  const shader = gl.createShader(gl.FRAGMENT_SHADER)!;
  gl.shaderSource(shader, `#version 300 es\n${PRECISION}\n${source}`);
  gl.compileShader(shader);
  const program = gpgpu.createProgram(shader);
  gl.deleteShader(shader);
  gpgpu.buildVao(program);
  const locate = (name: string): WebGLUniformLocation => gpgpu.getUniformLocation(program, name);
  const samplers = inputs.map((name) => [name, locate(name)] as const);
  return {
    uniforms: Object.fromEntries(uniforms.map((name) => [name, locate(name)])),
    run: (textures, output, set) => {
      gpgpu.setOutputPackedMatrixTexture(output.texture, 2 * output.height, 2 * output.width);
      gpgpu.setProgram(program);
      gpgpu.bindVertexArray(program.vao);
      samplers.forEach(([name, location], unit) =>
        gpgpu.setInputMatrixTexture(textures[name].texture, location, unit),
      );
      set?.();
      gpgpu.executeProgram();
    },
    dispose: () => gpgpu.deleteProgram(program),
  };
}

const PRECISION =
  'precision highp float; precision highp int; precision highp isampler2D; precision highp usampler2D;';
