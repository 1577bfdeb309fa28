/** All routes, as the tables show them; this engine's first. */
export const ROUTE_NAMES = [
  'attar webgl',
  'attar wasm',
  'attar wasm, 1 thread',
  'attar plain',
  'tfjs webgl matMul + topk',
  'tfjs webgl matMul + heap',
  'raw WebGL2 RGBA8 + heap',
  'raw WebGL2 RGBA32I + heap',
  'tfjs wasm matMul + heap',
  'onnxruntime-web, 1 thread',
  'onnxruntime-web, 2 threads',
] as const;

export type RouteName = (typeof ROUTE_NAMES)[number];
