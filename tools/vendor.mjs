// SPDX-License-Identifier: EUPL-1.2
// Makes the third-party files in jsp/static/vendor again, from npm packages at fixed versions.
// Run it from anywhere, with Node 20 or newer, npm and a network: node tools/vendor.mjs
// Then look at `git status jsp/static/vendor`: as long as no version below changed, nothing differs.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const PACKAGES = ['@utrecht/component-library-css@9.0.4', '@fontsource/source-sans-3@5.3.0', 'lightningcss@1.33.0',
  'echarts@6.1.0', 'zrender@6.1.0', 'tslib@2.3.0', 'esbuild@0.28.2'];
const COMPONENTS = ['alert', 'button', 'button-link', 'checkbox', 'data-badge', 'form-field', 'form-field-description',
  'form-fieldset', 'form-label', 'heading-1', 'heading-2', 'heading-3', 'link', 'paragraph', 'select', 'skip-link', 'table', 'textarea', 'textbox'];
const CHANGED = '2026-11-26'; // the day we last changed PACKAGES, COMPONENTS or DROP: the EUPL asks for it
const FONT_NOTICE = '© 2023 Adobe (http://www.adobe.com/), with Reserved Font Name ‘Source’ (as the font files themselves say)';

// The parts of ECharts that jsp/static/chart.js draws with.
const ENGINE = `import { init, use } from 'echarts/core';
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridSimpleComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
use([AriaComponent, BarChart, GridSimpleComponent, LineChart, SVGRenderer]);
export { init };`;

// Class modifiers we never write. The first line only repeats a state (:hover, :disabled, ...) that stays.
const DROP = new RegExp(`--(${[
  'active|checked|disabled|focus|focus-visible|hover|pressed|read-only|visited|selected|placeholder|placeholder-(ltr|rtl)',
  'danger|ready|warning(?<!alert--warning)|busy|submit|distanced|section|forced-colors|telephone|box-content|html-span',
  'sticky|sticky-(block|inline)|alternate-(row-color|even|odd)|row-(hover|focus-within)|oneline|fixed|first|last|hidden',
  '(house-(addition|letter|number)|iban|iban-nl|postal-code-nl|tel|tel-nl|voorvoegsel)-size|numeric|password|url',
].join('|')})(?![\\w-])|${[
  // and the names that none of our templates writes
  'utrecht-(badge-data|table-container|radio-button)(?![\\w]|-[^-])',
  '(alert--ok|checkbox--html-input|form-(field|label)--(checkbox|radio)|link--current|table--html-table)(?![\\w-])',
  '(description|fieldset|select|textarea|textbox)--(in)?valid(?![\\w-])',
  '(alert__(icon|message)|form-field__\\w|fieldset__fieldset|paragraph__|table__|__placeholder)',
].join('|')}`);

// Each rule of minified CSS: keep the selectors and declarations that pass; a rule without any goes.
const cut = (text, sign) => text.split(new RegExp(`${sign}(?![^()]*(?:\\([^()]*\\)[^()]*)*\\))`));
const filter = (code, goodSelector, goodLine) => code.replace(/([^{};]+)\{([^{}]*)\}/g, (_, head, body) => {
  const [selectors, lines] = [cut(head, ',').filter(goodSelector), cut(body, ';').filter(goodLine)];
  return selectors.length && lines.length ? `${selectors}{${lines.join(';')}}` : '';
});
// var(--_name, other) becomes other where nobody sets --_name.
function fallback(text, set) {
  for (const { 0: open, 1: name, index } of [...text.matchAll(/var\((--_[\w-]+),/g)].reverse()) {
    const start = index + open.length;
    let end = start;
    for (let depth = 1; depth; end += 1) depth += { '(': 1, ')': -1 }[text[end]] ?? 0;
    if (!set.has(name)) text = text.slice(0, index) + text.slice(start, end - 1) + text.slice(end);
  }
  return text;
}

const out = fileURLToPath(new URL('../jsp/static/vendor/', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'vendor-'));
const from = (...path) => join(work, 'node_modules', ...path);
try {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(work, 'package.json'), '{"private": true}');
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', ...PACKAGES], { cwd: work, stdio: 'inherit' });

  // 1. component CSS: join, drop the modifiers, then the private names that are no longer set or read, and minify
  const { transform } = createRequire(join(work, 'package.json'))('lightningcss');
  const minify = (code) => transform({ filename: 'utrecht.css', code: Buffer.from(code), minify: true }).code.toString();
  const source = COMPONENTS.map((name) => readFileSync(from('@utrecht', `${name}-css`, 'dist', 'index.css'), 'utf8')).join('\n');
  let css = filter(minify(source), (selector) => !DROP.test(selector.replace(/:not\([^)]*\)/g, '')), () => true);
  for (let before = ''; before !== css;) {
    before = css;
    css = fallback(css, new Set(css.match(/--_[\w-]+(?=:)/g)));
    const read = new Set(Array.from(css.matchAll(/var\((--_[\w-]+)/g), (match) => match[1]));
    css = filter(css, () => true, (line) => !line.startsWith('--_') || read.has(line.split(':')[0]));
  }
  const owners = [...new Set(source.match(/Copyright \(c\) .*/g))].sort().join('\n');
  css = `/*! @license EUPL-1.2\n${owners}\nParts of ${PACKAGES[0]}, shortened and minified on ${CHANGED} */\n${minify(css)}\n`;
  writeFileSync(join(out, 'utrecht.css'), css);
  copyFileSync(from('@utrecht', 'component-library-css', 'LICENSE.md'), join(out, 'LICENSE-utrecht.txt'));
  console.log(`utrecht.css: ${css.length} bytes, ${gzipSync(css, { level: 9 }).length} gzipped`);

  // 2. fonts: exactly as they are in the package
  for (const weight of [400, 600, 900]) {
    const name = `source-sans-3-latin-${weight}-normal.woff2`;
    copyFileSync(from('@fontsource', 'source-sans-3', 'files', name), join(out, name));
  }
  writeFileSync(join(out, 'LICENSE-source-sans-3.txt'), `${FONT_NOTICE}\n\n${readFileSync(from('@fontsource', 'source-sans-3', 'LICENSE'), 'utf8')}`);

  // 3. charts: one module of the parts we use, shortened
  const head = `/*! @license Apache-2.0 AND BSD-3-Clause AND 0BSD\n${readFileSync(from('echarts', 'NOTICE'), 'utf8').trim()}\n`
    + `Parts of ${PACKAGES.slice(3, 6).join(', ')}, joined and minified; licences in LICENSE-echarts.txt */`;
  writeFileSync(join(work, 'engine.mjs'), ENGINE);
  execFileSync('node', [from('esbuild', 'install.js')], { cwd: from('esbuild'), stdio: 'inherit' });
  execFileSync(from('.bin', 'esbuild'), ['engine.mjs', '--bundle', '--minify', '--format=esm', '--target=es2022', '--log-level=warning',
    '--legal-comments=none', '--define:process.env.NODE_ENV="production"', `--banner:js=${head}`, `--outfile=${join(out, 'echarts.js')}`], { cwd: work, stdio: 'inherit' });
  const licences = [['echarts', 'LICENSE'], ['echarts', 'NOTICE'], ['echarts', 'licenses', 'LICENSE-d3'], ['zrender', 'LICENSE'], ['tslib', 'LICENSE.txt']];
  const texts = licences.map((path) => `${path.join('/')}\n\n${readFileSync(from(...path), 'utf8').trim()}\n`);
  writeFileSync(join(out, 'LICENSE-echarts.txt'), texts.join(`\n${'='.repeat(72)}\n\n`));
  const engine = readFileSync(join(out, 'echarts.js'));
  console.log(`echarts.js: ${engine.length} bytes, ${gzipSync(engine, { level: 9 }).length} gzipped`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
