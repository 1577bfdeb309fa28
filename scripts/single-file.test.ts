import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { embedFiles, inlineFiles } from './single-file.ts';

const PAGE = `<!doctype html><head>
<script type="module" crossorigin src="./assets/index-1.js"></script>
<link rel="stylesheet" crossorigin href="./assets/index-2.css">
</head><body></body>`;

const inline = (script: string, style = '') =>
  inlineFiles(
    PAGE,
    new Map([
      ['assets/index-1.js', script],
      ['assets/index-2.css', style],
    ]),
  );

const scriptOf = (page: string) => /<script type="module">(.*?)<\/script>/s.exec(page)![1]!;

describe('a page with its files inside', () => {
  it('names no file any more', () => {
    const page = inline('run()', 'p{color:red}');
    expect(page).toContain('<script type="module">run()</script>');
    expect(page).toContain('<style>p{color:red}</style>');
    expect(page).not.toMatch(/(src|href)=/);
  });

  it('means the same where a script holds what would end its element', () => {
    const meant = '</script><!-- </SCRIPT>';
    const script = scriptOf(
      inline(`['${meant}', \`${meant}\`, /^<\\/script><!-- <\\/SCRIPT>$/.source.length]`),
    );
    expect(script).not.toMatch(/<\/script|<!--/i);
    // oxlint-disable-next-line no-eval
    const [quoted, template] = eval(script) as string[];
    expect([quoted, template]).toEqual([meant, meant]);
  });

  it('keeps what a replacement would read as a pattern', () => {
    expect(inline("'$& $1 $$'", 'p{content:"$&"}')).toContain("'$& $1 $$'");
  });

  it('is refused when the build made a file that it does not name, or lacks one that it does', () => {
    const files = new Map([
      ['assets/index-1.js', ''],
      ['assets/index-2.css', ''],
      ['assets/chunk-3.js', ''],
    ]);
    expect(() => inlineFiles(PAGE, files)).toThrow('the page does not name assets/chunk-3.js');
    files.delete('assets/index-2.css');
    expect(() => inlineFiles(PAGE, files)).toThrow('the page names ./assets/index-2.css');
  });

  it('carries data by path, packed, before its end', () => {
    const bytes = new TextEncoder().encode('{"name":"movies"}');
    const page = embedFiles(PAGE, { 'models/movies/manifest.json': bytes });
    const [, path, text] = /data-file="(.+?)">(.+?)<\/script>\n<\/body>$/.exec(page)!;
    expect(path).toBe('models/movies/manifest.json');
    expect(new Uint8Array(gunzipSync(Buffer.from(text!, 'base64')))).toEqual(bytes);
  });
});
