import type { Plugin } from 'vite';

/**
 * What the page may load: files of its own origin, and styles that charts set on their parts. So the browser itself sees
 * to it that no request goes anywhere else. Workers come with the policy of the host, if it sends one.
 */
export const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Puts the policy into the built page, before anything it is about. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'attar-content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}
