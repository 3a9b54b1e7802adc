import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Theme = 'light' | 'dark';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
const declared = new Map<string, string>();
for (const [, name = '', value = ''] of css.matchAll(/--([\w-]+):\s*([^;]+);/g)) {
  // The first one is the one on :root; later ones belong to media queries.
  if (!declared.has(name)) declared.set(name, value.replace(/\s+/g, ' ').trim());
}

/** The half of `light-dark(a, b)` that a theme uses; other values are the same in both. */
function valueIn(theme: Theme, value: string): string {
  const inner = /^light-dark\((.*)\)$/.exec(value)?.[1];
  if (inner === undefined) return value;
  let depth = 0;
  const comma = [...inner].findIndex((character) => {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    return character === ',' && depth === 0;
  });
  return (theme === 'light' ? inner.slice(0, comma) : inner.slice(comma + 1)).trim();
}

/** Relative luminance (WCAG 2.2) of a token as 8-bit sRGB shows it, clipped. */
function luminance(token: string, theme: Theme, hue = 215, chroma = 1): number {
  const numbers = valueIn(theme, declared.get(token) ?? '')
    .replaceAll('var(--brand-chroma)', String(chroma))
    .replaceAll('var(--brand-hue)', String(hue))
    .replace(/calc\(([\d.]+) \* ([\d.]+)\)/g, (_, left, right) => String(Number(left) * Number(right)));
  const match = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(numbers);
  if (match === null) throw new Error(`--${token} is no opaque oklch colour: ${numbers}`);
  const [lightness = 0, saturation = 0, angle = 0] = match.slice(1).map(Number);
  const shown = linearRgb(lightness, saturation, angle).map(quantise);
  return (shown[0] ?? 0) * 0.2126 + (shown[1] ?? 0) * 0.7152 + (shown[2] ?? 0) * 0.0722;
}

/** Björn Ottosson's Oklab to linear sRGB. */
function linearRgb(lightness: number, chroma: number, hue: number): number[] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** A linear channel as an 8-bit one would show it. */
function quantise(channel: number): number {
  const clipped = Math.min(1, Math.max(0, channel));
  const encoded = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
  const stepped = Math.round(encoded * 255) / 255;
  return stepped <= 0.04045 ? stepped / 12.92 : ((stepped + 0.055) / 1.055) ** 2.4;
}

function contrast(front: string, back: string, theme: Theme, hue?: number, chroma?: number): number {
  const [darker = 0, lighter = 0] = [luminance(front, theme, hue, chroma), luminance(back, theme, hue, chroma)].sort(
    (left, right) => left - right,
  );
  return (lighter + 0.05) / (darker + 0.05);
}

const grounds = ['canvas', 'surface', 'raised', 'sunken', 'hover'];
const pairs = (fronts: string[], backs: string[], least: number) =>
  fronts.flatMap((front) => backs.map((back) => ({ front, back, least })));

const fixed = [
  ...pairs(['ink', 'ink-muted', 'success-text', 'warning-text', 'danger-text'], grounds, 4.5),
  ...['success', 'warning', 'danger'].flatMap((tone) =>
    pairs([`${tone}-text`, 'ink', 'ink-muted'], [`${tone}-soft`], 4.5),
  ),
  ...pairs(['ink'], ['danger-mark', 'success-mark'], 4.5),
  ...pairs(['on-danger'], ['danger', 'danger-hover'], 4.5),
  ...pairs(['code-ink', 'code-muted', 'code-string', 'code-key', 'code-value'], ['code-bg', 'code-bar'], 4.5),
  ...pairs(['success', 'danger-icon', 'warning', 'line-strong'], ['canvas', 'surface', 'raised', 'sunken'], 3),
  ...['success', 'warning'].flatMap((tone) => pairs([tone], [`${tone}-soft`], 3)),
  ...pairs(['danger-icon'], ['danger-soft'], 3),
];

const branded = [
  ...pairs(['on-accent'], ['accent', 'accent-hover', 'accent-active'], 4.5),
  ...pairs(['accent-text'], [...grounds, 'accent-soft'], 4.5),
  ...pairs(['ink', 'ink-muted'], ['accent-soft'], 4.5),
  ...pairs(['focus'], ['canvas', 'surface', 'raised', 'sunken', 'accent-soft'], 3),
  ...pairs(['accent'], ['canvas', 'surface', 'raised'], 3),
  ...pairs(['line-strong'], ['accent-soft'], 3),
];

describe.each<Theme>(['light', 'dark'])('the contrast of the %s tokens', (theme) => {
  it.each(fixed)('keeps $front on $back at $least or more', ({ front, back, least }) => {
    expect(contrast(front, back, theme)).toBeGreaterThanOrEqual(least);
  });

  it.each(branded)('keeps $front on $back at $least or more, whatever the brand', ({ front, back, least }) => {
    const weakest = { ratio: Number.POSITIVE_INFINITY, at: '' };
    for (let hue = 0; hue < 360; hue += 5) {
      for (const chroma of [0, 0.5, 1, 1.3]) {
        const ratio = contrast(front, back, theme, hue, chroma);
        if (ratio < weakest.ratio) Object.assign(weakest, { ratio, at: `${hue}/${chroma}` });
      }
    }
    expect(weakest.ratio, `at hue/chroma ${weakest.at}`).toBeGreaterThanOrEqual(least);
  });
});
