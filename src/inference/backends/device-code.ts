import { lateCode } from '../../core/late-code.ts';
import { once } from '../once.ts';

/**
 * What runs on WebGL's device: nearly all of that backend, TensorFlow.js' part above all. Kept, since even code that is
 * there is imported after all that the thread has to do. Rejects with `load/network` where it cannot be had.
 */
export const deviceCode = once(() => lateCode('WebGL', import('./webgl-device.ts')));
