// Every kernel works on one range [begin, end) of its output and never touches another range's output, so
// that any thread may take any range. The third argument is scratch memory of the thread that runs it.
export { adam } from './adam';
export { addScaledBias, biasGradient, factorGradient } from './bias';
export { factorDiagonal } from './cholesky';
export { fill } from './fill';
export { multiplyTiles } from './gemm';
export { packPanels } from './pack';
export { mirrorLower, transpose } from './transpose';
export { scatterRows, sumRows } from './embedding';
export { crossEntropyRows } from './cross-entropy';
export { sparseForward, sparseGateGradient, sparseValueGradient } from './sparse';
