import { at } from './vector';

/**
 * weights[begin … end) −= rate · first / (√second / correction + epsilon) + decay · weights, after the two
 * moments took the gradient in. Kingma & Ba 2015, algorithm 1; decay decoupled as in Loshchilov & Hutter
 * 2019. rate = learningRate / (1 − beta1^step); correction = √(1 − beta2^step).
 */
export function adam(
  begin: i32, end: i32, scratch: usize,
  weights: usize, gradient: usize, first: usize, second: usize,
  rate: f32, correction: f32, beta1: f32, beta2: f32, epsilon: f32, decay: f32,
): void {
  const whole = begin + ((end - begin) & ~3);
  let i = begin;
  for (; i < whole; i += 4) {
    const g = v128.load(at(gradient, i));
    const w = v128.load(at(weights, i));
    const m = mix(v128.load(at(first, i)), g, beta1);
    const v = mix(v128.load(at(second, i)), f32x4.mul(g, g), beta2);
    v128.store(at(first, i), m);
    v128.store(at(second, i), v);
    const root = f32x4.add(f32x4.mul(f32x4.sqrt(v), f32x4.splat(1 / correction)), f32x4.splat(epsilon));
    const step = f32x4.mul(f32x4.splat(rate), f32x4.div(m, root));
    v128.store(at(weights, i), f32x4.sub(f32x4.sub(w, f32x4.mul(w, f32x4.splat(decay))), step));
  }
  for (; i < end; i++) {
    const g = load<f32>(at(gradient, i));
    const w = load<f32>(at(weights, i));
    const m = beta1 * load<f32>(at(first, i)) + (1 - beta1) * g;
    const v = beta2 * load<f32>(at(second, i)) + (1 - beta2) * (g * g);
    store<f32>(at(first, i), m);
    store<f32>(at(second, i), v);
    store<f32>(at(weights, i), w - w * decay - rate * (m / (sqrt<f32>(v) * (1 / correction) + epsilon)));
  }
}

/** beta · old + (1 − beta) · fresh */
@inline
function mix(old: v128, fresh: v128, beta: f32): v128 {
  return f32x4.add(f32x4.mul(f32x4.splat(beta), old), f32x4.mul(f32x4.splat(1 - beta), fresh));
}
