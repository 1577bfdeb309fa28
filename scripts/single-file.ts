import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';

const ROOT = join(import.meta.dirname, '..');
const START = join(ROOT, 'src/inference/worker/start.ts');
/** How `start.ts` starts the worker from a file of its own. */
const WORKER = "new Worker(new URL('./main.ts', import.meta.url), { type: 'module', name: 'attar' })";

/**
 * Makes the page one HTML file that works from a disk without a network: scripts and styles stand in it, so does the
 * worker, as text that becomes a blob, and so do the files of one model, where `src/app/embedded.ts` finds them.
 */
export function singleFile(model: string): Plugin {
  return {
    name: 'attar-single-file',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (id !== START) return undefined;
      if (!code.includes(WORKER)) throw new Error(`${id} does not say ${WORKER}`);
      const started = code.replace(WORKER, "new InlineWorker({ name: 'attar' })");
      return `import InlineWorker from './main.ts?worker&inline';\n${started}`;
    },
    transformIndexHtml: { order: 'pre', handler: inlineIcons },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const { html, files } = takeApart(bundle);
        const source = embedFiles(inlineFiles(html, files), modelFiles(model));
        this.emitFile({ type: 'asset', fileName: `${model}.html`, source });
      },
    },
  };
}

/** The page and all that belongs to it, by name; the bundle is empty then. */
function takeApart(bundle: Rollup.OutputBundle): { html: string; files: Map<string, string> } {
  const files = new Map<string, string>();
  for (const [name, file] of Object.entries(bundle)) {
    files.set(name, file.type === 'chunk' ? file.code : Buffer.from(file.source).toString());
    delete bundle[name];
  }
  const html = files.get('index.html');
  if (html === undefined) throw new Error('the build made no index.html');
  files.delete('index.html');
  return { html, files };
}

/** Puts scripts and styles where the page names them. Throws for a file that the page does not name, or lacks. */
export function inlineFiles(html: string, files: ReadonlyMap<string, string>): string {
  const missing = new Set(files.keys());
  const take = (address: string): string => {
    const name = address.replace(/^\.\//, '');
    const text = files.get(name);
    if (text === undefined) throw new Error(`the page names ${address}, which the build did not make`);
    missing.delete(name);
    return text;
  };
  const page = html
    .replace(
      /<script type="module"[^>]* src="([^"]+)"[^>]*><\/script>/g,
      (_, address: string) => `<script type="module">${escapeScript(take(address))}</script>`,
    )
    .replace(
      /<link rel="stylesheet"[^>]* href="([^"]+)"[^>]*>/g,
      (_, address: string) => `<style>${take(address).replaceAll('</style', '<\\/style')}</style>`,
    );
  if (missing.size > 0) throw new Error(`the page does not name ${[...missing].join(', ')}`);
  return page;
}

/** What would end a script element, or change how it ends, stands only in strings, templates and patterns. */
function escapeScript(code: string): string {
  return code.replace(/<(?=\/script|!--)/gi, '\\x3C');
}

/** Adds files by path at the end of the page: data for its script, which browsers do not run. */
export function embedFiles(html: string, files: Readonly<Record<string, Uint8Array>>): string {
  const blocks = Object.entries(files).map(([path, bytes]) => {
    const text = gzipSync(bytes, { level: 9 }).toString('base64');
    return `<script type="application/gzip" data-file="${path}">${text}</script>\n`;
  });
  return html.replace('</body>', () => `${blocks.join('')}</body>`);
}

/** The teacher's rows and the largest student are megabytes that few visitors ask for: the explorer says that they are left out. */
const LEFT_OUT = /^(linear-|(student|golden)-bits8\.)/;

function modelFiles(model: string): Record<string, Uint8Array> {
  const path = `models/${model}`;
  const folder = join(ROOT, 'public', path);
  const names = readdirSync(folder).filter((name) => !LEFT_OUT.test(name));
  return Object.fromEntries(names.map((name) => [`${path}/${name}`, readFileSync(join(folder, name))]));
}

/** The icon as an address that holds it; what is for a home screen is left out. */
function inlineIcons(html: string): string {
  return html
    .replace(/\s*<link rel="apple-touch-icon"[^>]*>/, '')
    .replace(/"\.\/icons\/(\w+\.svg)"/, (_, name: string) => {
      const svg = readFileSync(join(ROOT, 'public/icons', basename(name)));
      return `"data:image/svg+xml;base64,${svg.toString('base64')}"`;
    });
}
