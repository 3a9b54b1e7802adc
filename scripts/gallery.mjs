// Draws every part and every sign-in page in every state to plain files: npx tsx scripts/gallery.mjs [folder]
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/postcss';
import { build } from 'esbuild';
import postcss from 'postcss';
import { createElement } from 'react';
import { renderToStaticMarkup, renderToString } from 'react-dom/server';
import { GalleryPage, galleryNames } from '../components/gallery/gallery.tsx';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = path.resolve(process.argv[2] ?? path.join(root, 'test-results/gallery'));

const fontFaces = [
  ['--font-geist-sans', 'Geist', 'geist-sans/Geist-Variable.woff2'],
  ['--font-geist-mono', 'Geist Mono', 'geist-mono/GeistMono-Variable.woff2'],
]
  .map(
    ([variable, family, file]) =>
      `@font-face{font-family:"${family}";src:url(${path.basename(file)}) format("woff2");font-weight:100 900}:root{${variable}:"${family}"}`,
  )
  .join('\n');

async function writeStyles() {
  const from = path.join(root, 'app/globals.css');
  const { css } = await postcss([tailwind()]).process(await readFile(from, 'utf8'), {
    from,
    to: path.join(folder, 'gallery.css'),
  });
  await writeFile(path.join(folder, 'gallery.css'), `${fontFaces}\n${css}`);
  for (const file of ['geist-sans/Geist-Variable.woff2', 'geist-mono/GeistMono-Variable.woff2']) {
    await cp(path.join(root, 'node_modules/geist/dist/fonts', file), path.join(folder, path.basename(file)));
  }
}

async function writeScript() {
  await build({
    entryPoints: [path.join(root, 'components/gallery/browser.tsx')],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    alias: { '@': root },
    logLevel: 'warning',
  });
}

async function writePages() {
  for (const name of galleryNames) {
    const body = renderToString(createElement(GalleryPage, { name }));
    const page = `<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${name} · Gatehouse</title><link rel="icon" href="data:,"><link rel="stylesheet" href="gallery.css"></head><body class="font-sans"><div id="root" data-name="${name}">${body}</div><script type="module" src="browser.js"></script></body></html>`;
    await writeFile(path.join(folder, `${name}.html`), page);
  }
  const links = galleryNames.map((name) =>
    createElement('li', { key: name }, createElement('a', { href: `${name}.html` }, name)),
  );
  const index = renderToStaticMarkup(createElement('ul', null, links));
  await writeFile(
    path.join(folder, 'index.html'),
    `<!doctype html><html lang="en"><title>Gallery</title>${index}</html>`,
  );
}

await mkdir(folder, { recursive: true });
await Promise.all([writeStyles(), writeScript(), writePages()]);
console.log(`${galleryNames.length} pages in ${folder}`);
