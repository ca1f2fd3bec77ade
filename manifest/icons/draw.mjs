// Draws the icons from their SVG sources: npm --prefix manifest run icons
import { readFile, writeFile } from 'node:fs/promises';
import { Resvg } from '@resvg/resvg-js';

for (const name of ['color', 'outline', 'color32']) {
  const svg = await readFile(new URL(`${name}.svg`, import.meta.url), 'utf8');
  await writeFile(new URL(`../${name}.png`, import.meta.url), new Resvg(svg).render().asPng());
}
