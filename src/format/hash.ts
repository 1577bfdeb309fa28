import { lateCode } from '../core/late-code.ts';

/**
 * SHA-256 of the bytes, 64 lower-case hexadecimal digits. WebCrypto where the platform has it; pages
 * on plain http (other than localhost) have no `crypto.subtle` and use the own implementation.
 */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) {
    const { sha256 } = await lateCode('hashes without WebCrypto', import('./sha256.ts'));
    return sha256(bytes);
  }
  const digest = await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
