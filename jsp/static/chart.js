// SPDX-License-Identifier: EUPL-1.2
// Draws the charts of a page from the tables on it (macros/chart.html), so that both say the same. ECharts writes the SVG
// as text; what the policy of our pages does not allow in it (style attributes and sheets) becomes plain attributes.
const HEIGHT = 176, WIDE = 6.6, STUB = 0.12; // pixels; pixels a sign; part of the height of what is not shown
const SIZE = { value: 13, small: 11, foot: 12 };

const own = document.querySelector("script[data-engine]").dataset; // where the engine is, and words
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--jsp-${name}`).trim();
const ink = colour("ink"), soft = colour("ink-soft"), full = colour("action"), paper = colour("paper"), edge = colour("edge");
const hatch = (turn) => ({ symbol: "rect", color: full, dashArrayX: [1, 0], dashArrayY: [1.6, 4.4], rotation: turn });
const dots = { symbol: "circle", color: full, symbolSize: 0.7, dashArrayX: [[4, 4], [0, 4, 4, 0]], dashArrayY: [4, 0] };
const outlined = { color: paper, borderColor: full, borderWidth: 1.5 };
const BEFORE = { ...outlined, decal: hatch(Math.PI / 4) };
const SMALL = { color: paper, borderColor: edge, borderWidth: 1.5, borderType: [3, 3] };
const LOOKS = [{ color: full }, BEFORE, { ...outlined, decal: dots }, { ...outlined, decal: hatch(0) }];

const tidy = (element) => element.textContent.trim().replace(/\s+/g, " ");
const isDrawn = (head) => head.dataset.total === undefined;

function cellOf(cell) {
  const given = cell.dataset.value;
  return { text: tidy(cell), value: given ? Number(given) : null, isSmall: given === "" };
}

function read(figure) {
  const table = document.getElementById(figure.dataset.table);
  const heads = [...table.querySelectorAll("thead th[scope=col]")].slice(1);
  const seriesOf = (row) => ({
    name: tidy(row.cells[0]), isBefore: row.dataset.before !== undefined, isTotal: row.dataset.total !== undefined,
    cells: heads.map((head, at) => cellOf(row.cells[at + 1])).filter((_, at) => isDrawn(heads[at])),
  });
  const rows = [...table.querySelectorAll("tbody tr[data-row]")];
  const chosen = rows.filter((row) => (figure.dataset.row ?? row.dataset.row) === row.dataset.row);
  const series = chosen.map(seriesOf).filter((one) => figure.dataset.row !== undefined || !one.isTotal);
  series.sort((one, other) => other.isBefore - one.isBefore); // the earlier one to the left
  const sameScale = rows.map(seriesOf).filter((one) => one.isTotal === series[0]?.isTotal);
  const most = Math.max(0, ...sameScale.flatMap((one) => one.cells.map((cell) => cell.value ?? 0)));
  return { heads: heads.filter(isDrawn), series, most: most || 1 };
}

function said(figure, { heads, series }) {
  const one = series.length === 1;
  const parts = series.map(({ name, cells }) => {
    const known = cells.filter((cell) => cell.value !== null);
    const listed = cells.map((cell, at) => `${tidy(heads[at])}: ${cell.text}`).join(", ");
    if (cells.length <= 14 || !known.length) return one ? listed : `${name}: ${listed}`;
    const most = known.reduce((best, cell) => (cell.value > best.value ? cell : best));
    const least = known.reduce((best, cell) => (cell.value < best.value ? cell : best));
    const words = { least: least.text, most: most.text, where: tidy(heads[cells.indexOf(most)]) };
    const summary = own.many.replace(/\{(\w+)\}/g, (_, word) => words[word]);
    return one ? summary : `${name}: ${summary}`;
  });
  return `${figure.dataset.label}. ${parts.join(". ")}`;
}

function pointOf(cell, look, most, isLine) {
  if (cell.value !== null) return { value: cell.value, itemStyle: look };
  if (isLine) return { value: null };
  return cell.isSmall ? { value: most * STUB, itemStyle: SMALL } : { value: 0, itemStyle: { color: "transparent" }, label: { color: soft, fontWeight: 400 } };
}

const isShown = (cell) => cell.value !== null || cell.isSmall;

// Whether the figures of all bars have room, in which size, and the highest cell: the only one with a figure if not.
function fitting(series, room) {
  const cells = series.flatMap((one) => one.cells).filter(isShown);
  const longest = Math.max(1, ...cells.map((cell) => cell.text.length));
  const size = longest * WIDE <= room ? SIZE.value : SIZE.small;
  const highest = cells.reduce((best, cell) => ((cell.value ?? 0) > (best?.value ?? 0) ? cell : best), null);
  return { size, all: longest * WIDE * size / SIZE.value <= room + 2, highest };
}

// A figure on a bar; a dash where there is nothing to show.
function labelOf(cells, { size, all, highest }) {
  const formatter = ({ dataIndex }) => {
    const cell = cells[dataIndex];
    if (!isShown(cell)) return "–";
    return all || cell === highest ? cell.text : "";
  };
  return { show: true, position: "top", distance: 4, formatter, color: ink, fontSize: size, fontWeight: 600, textBorderWidth: 0 };
}

function seriesOf({ name, cells, isBefore }, at, { kind, most, fits, count }) {
  const isLine = kind === "lines";
  const look = LOOKS[at % LOOKS.length];
  const isLight = (index) => isBefore || count.before.has(index);
  const looks = cells.map((_, index) => (isLight(index) ? BEFORE : count.told ? LOOKS[0] : look));
  return {
    type: isLine ? "line" : "bar", name, silent: true, data: cells.map((cell, index) => pointOf(cell, looks[index], most, isLine)),
    label: labelOf(cells, fits), barGap: "12%", barCategoryGap: "22%", barMaxWidth: 48,
    ...(isLine ? { itemStyle: { color: full }, lineStyle: { color: full, width: 2, type: isBefore || at ? [4, 4] : "solid" }, symbol: "circle" }
      : { itemStyle: { borderRadius: [4, 4, 0, 0] } }),
  };
}

function optionOf(figure, found, width) {
  const { heads, series, most } = found;
  const slot = (width - 8) / heads.length, short = heads.map((head) => head.dataset.short ?? tidy(head));
  const step = Math.ceil((Math.max(...short.map((word) => word.length)) * WIDE * SIZE.foot / SIZE.value + 4) / slot);
  const count = { before: new Set(heads.flatMap((head, at) => (head.dataset.before === undefined ? [] : [at]))), told: series.some((one) => one.isBefore) };
  const about = { kind: figure.dataset.chart, most, fits: fitting(series, slot * 0.9 / series.length), count };
  return {
    animation: false, aria: { enabled: true }, textStyle: { fontFamily: getComputedStyle(figure).fontFamily.replaceAll('"', "'") },
    grid: { left: 4, right: 4, top: 22, bottom: 24, outerBoundsMode: "none" },
    xAxis: {
      type: "category", data: short, axisTick: { show: false }, axisLine: { lineStyle: { color: ink, width: 1.5 } },
      axisLabel: { color: soft, fontSize: SIZE.foot, interval: (at) => at % step === 0, margin: 7 },
    },
    yAxis: { type: "value", show: false, min: 0, max: most },
    series: series.map((one, at) => seriesOf(one, at, about)),
  };
}

const asAttributes = (style) => style.split(";").filter(Boolean).map((line) => {
  const [name, ...value] = line.split(":");
  return ` ${name.trim()}="${value.join(":").trim()}"`;
}).join("");

function draw(init, figure) {
  const width = Math.round(figure.clientWidth), found = read(figure);
  if (!width || !found.series.length || !found.heads.length) return;
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height: HEIGHT });
  chart.setOption(optionOf(figure, found, width));
  const text = chart.renderToSVGString().replace(/<style[\s\S]*?<\/style>/g, "").replace(/ style="([^"]*)"/g, (_, style) => asAttributes(style))
    .replace(/ (class|ecmeta_\w+)="[^"]*"/g, "");
  chart.dispose();
  const svg = document.adoptNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement);
  svg.setAttribute("class", "jsp-chart");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", said(figure, found));
  figure.replaceChildren(svg);
}

const figures = [...document.querySelectorAll("figure[data-chart]")].filter((figure) => document.getElementById(figure.dataset.table));
if (figures.length) {
  document.documentElement.classList.add("jsp-draws");
  const { init } = await import(own.engine);
  await document.fonts.ready;
  const widths = new Map();
  const seen = new ResizeObserver((entries) => entries.forEach(({ target, contentRect }) => {
    if (widths.get(target) === Math.round(contentRect.width)) return;
    widths.set(target, Math.round(contentRect.width));
    draw(init, target);
  }));
  figures.forEach((figure) => seen.observe(figure));
}
