import { startOnOneThread } from '../attar.ts';
import { attarRoute } from './attar.ts';
import type { RouteName } from './names.ts';
import { onnxRoute } from './onnx.ts';
import { rawRgba32i, rawRgba8 } from './raw-webgl2.ts';
import type { RouteMaker } from './route.ts';
import { tfjsWasm, tfjsWebglHeap, tfjsWebglTopk } from './tfjs.ts';

/** What starts each route. */
export const ROUTES: Readonly<Record<RouteName, RouteMaker>> = {
  'attar webgl': (workload, k) => attarRoute(workload, k, 'webgl'),
  'attar wasm': (workload, k) => attarRoute(workload, k, 'wasm'),
  'attar wasm, 1 thread': (workload, k) => attarRoute(workload, k, 'wasm', startOnOneThread),
  'attar plain': (workload, k) => attarRoute(workload, k, 'plain'),
  'tfjs webgl matMul + topk': tfjsWebglTopk,
  'tfjs webgl matMul + heap': tfjsWebglHeap,
  'raw WebGL2 RGBA8 + heap': rawRgba8,
  'raw WebGL2 RGBA32I + heap': rawRgba32i,
  'tfjs wasm matMul + heap': tfjsWasm,
  'onnxruntime-web, 1 thread': (workload, k) => onnxRoute(workload, k, 1),
  'onnxruntime-web, 2 threads': (workload, k) => onnxRoute(workload, k, 2),
};
