import { bytes, join, message, number, text } from './protobuf.ts';
import type { Field } from './protobuf.ts';

/** Numbers of ONNX' element types. */
const FLOAT = 1;
const INT8 = 3;
const INT64 = 7;

/** Attribute type INT. */
const ATTRIBUTE_INT = 2;

/** Versions that the runtime of 2026 reads: every operator here exists since opset 11. */
const IR_VERSION = 8;
const OPSET = 13;

/**
 * An ONNX model, the quickest that onnxruntime-web has for a quantised table: user (float32 [1, dim]) is rounded
 * to 8 bits, multiplied with codes[dim, items] in whole numbers, and the k best scores are kept, best first.
 * Outputs: `scores` float32 [1, k], in whole steps of both, and `items` int64 [1, k].
 */
export function scoringModel(codes: Int8Array, dim: number, k: number): Uint8Array {
  const items = codes.length / dim;
  const count = new Uint8Array(BigInt64Array.of(BigInt(k)).buffer);
  const graph = [
    node('DynamicQuantizeLinear', ['user'], ['rounded', 'step', 'zero']),
    node('MatMulInteger', ['rounded', 'codes', 'zero'], ['whole']),
    node('Cast', ['whole'], ['all'], { to: FLOAT }),
    node('TopK', ['all', 'k'], ['scores', 'items']),
    text(2, 'scoring'),
    tensor('codes', INT8, [dim, items], transpose(codes, items, dim)),
    tensor('k', INT64, [1], count),
    value(11, 'user', FLOAT, [1, dim]),
    value(12, 'scores', FLOAT, [1, k]),
    value(12, 'items', INT64, [1, k]),
  ];
  return join([number(1, IR_VERSION), message(7, graph), message(8, [text(1, ''), number(2, OPSET)])]);
}

/** NodeProto; attributes are whole numbers. */
function node(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, number>> = {},
): Field {
  return message(1, [
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, operator),
    ...Object.entries(attributes).map(([name, whole]) =>
      message(5, [text(1, name), number(3, whole), number(20, ATTRIBUTE_INT)]),
    ),
  ]);
}

/** TensorProto, an initialiser. */
function tensor(name: string, type: number, shape: readonly number[], content: Uint8Array): Field {
  return message(5, [
    ...shape.map((size) => number(1, size)),
    number(2, type),
    text(8, name),
    bytes(9, content),
  ]);
}

/** ValueInfoProto of an input (11) or output (12). */
function value(field: 11 | 12, name: string, type: number, shape: readonly number[]): Field {
  const dimensions = message(
    2,
    shape.map((size) => message(1, [number(1, size)])),
  );
  return message(field, [text(1, name), message(2, [message(1, [number(1, type), dimensions])])]);
}

/** bytes[columns, rows] of codes[rows, columns] */
function transpose(codes: Int8Array, rows: number, columns: number): Uint8Array {
  const turned = new Int8Array(codes.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++)
      turned[column * rows + row] = codes[row * columns + column]!;
  }
  return new Uint8Array(turned.buffer);
}
