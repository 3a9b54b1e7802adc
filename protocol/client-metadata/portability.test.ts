import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** The packages and built-in modules that a bundle for browsers would need. */
async function bundle(entry: string) {
  const { outputFiles, metafile } = await build({
    entryPoints: [`${folder}${entry}`],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'esm',
    minify: true,
    tsconfigRaw: {},
    logLevel: 'silent',
  });
  const inputs = Object.keys(metafile.inputs).map((path) => path.replaceAll('\\', '/'));
  return { inputs, bytes: outputFiles[0]?.contents.byteLength ?? 0 };
}

describe('the rules for client metadata run in a browser', () => {
  it.each(['index.ts', 'vocabulary.ts'])('%s needs no package and nothing of Node', async (entry) => {
    const { inputs } = await bundle(entry);
    expect(inputs.filter((path) => path.includes('node_modules') || !path.includes('protocol/'))).toEqual([]);
  });

  it('vocabulary.ts is data alone', async () => {
    const { inputs, bytes } = await bundle('vocabulary.ts');
    expect(inputs).toHaveLength(1);
    expect(bytes).toBeLessThan(2_000);
  });

  it('are small', async () => {
    expect((await bundle('index.ts')).bytes).toBeLessThan(20_000);
  });
});
