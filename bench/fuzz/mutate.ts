import type { Random } from '../../src/core/random.ts';

/** Numbers that lengths, offsets and counts break on, as the four bytes of a little-endian word. */
const WORDS = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array;

/** Ways in which a file goes wrong on a disk, on the way, or by ill will. Each gives other bytes of the file, or the same. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'bits flipped': (bytes, random) => {
    const changed = bytes.slice();
    for (let flips = 1 + random.below(8); flips > 0; flips--) {
      changed[random.below(changed.length)]! ^= 1 << random.below(8);
    }
    return changed;
  },
  'byte changed in the first 64': (bytes, random) => {
    const changed = bytes.slice();
    changed[random.below(Math.min(64, changed.length))] = random.below(256);
    return changed;
  },
  'word replaced': (bytes, random) => {
    const changed = bytes.slice();
    const at = random.below(Math.max(1, changed.length - 4));
    new DataView(changed.buffer).setUint32(at, WORDS[random.below(WORDS.length)]!, true);
    return changed;
  },
  truncated: (bytes, random) => bytes.slice(0, random.below(bytes.length)),
  lengthened: (bytes, random) => {
    const changed = new Uint8Array(bytes.length + 1 + random.below(64));
    changed.set(bytes);
    return changed;
  },
  'piece moved': (bytes, random) => {
    const changed = bytes.slice();
    const length = 1 + random.below(Math.min(64, changed.length));
    const from = random.below(changed.length - length + 1);
    changed.copyWithin(random.below(changed.length - length + 1), from, from + length);
    return changed;
  },
  'digits changed': (bytes, random) => {
    const changed = bytes.slice();
    const digits = [...changed.keys()].filter((at) => changed[at]! >= 0x30 && changed[at]! <= 0x39);
    for (let changes = 1 + random.below(3); changes > 0 && digits.length > 0; changes--) {
      changed[digits[random.below(digits.length)]!] = 0x30 + random.below(10);
    }
    return changed;
  },
};
