import { scaleBand, scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import { escapeHtml } from '../views.ts';

export interface BarChart {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** Of the parts that a bar is stacked from, from the bottom. */
  readonly names: readonly string[];
}

export interface Bar {
  readonly label: string;
  /** Told when it is pointed at. */
  readonly title: string;
  readonly parts: readonly number[];
}

const WIDTH = 720;
const HEIGHT = 200;
const EDGE = { top: 26, right: 4, bottom: 22, left: 34 };
/** A label needs so much room. */
const LABEL_WIDTH = 30;

/**
 * Stacked bars as SVG whose colours are the style sheet's classes, so that they follow the theme and print. Screen
 * readers have the table below it instead.
 */
export function barChart(
  { title, bars, names }: BarChart,
  classOf = (part: number) => `class="bar-${part}"`,
): string {
  const most = Math.max(1, ...bars.map(({ parts }) => parts.reduce((sum, part) => sum + part, 0)));
  const x = scaleBand<number>(bars.keys(), [EDGE.left, WIDTH - EDGE.right])
    .paddingInner(0.25)
    .paddingOuter(0.1);
  const y = scaleLinear([0, most], [HEIGHT - EDGE.bottom, EDGE.top]).nice(4);
  const layers = stack<Bar, number>()
    .keys(names.keys())
    .value(({ parts }, part) => parts[part] ?? 0)(bars);
  const ticks = y.ticks(4).filter(Number.isInteger);
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / (x.step() || 1)));
  return [
    `<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(title)}">`,
    ...ticks.map(
      (tick) =>
        `<path class="grid" d="M${EDGE.left} ${round(y(tick))}H${WIDTH - EDGE.right}"/><text class="scale" x="${EDGE.left - 6}" y="${round(y(tick) + 4)}" text-anchor="end">${tick}</text>`,
    ),
    ...layers.map(
      (layer, part) =>
        `<g ${classOf(part)}>${layer
          .map(([from, to], index) =>
            barOf(bars[index]?.title ?? '', x(index) ?? 0, x.bandwidth(), y(to), y(from)),
          )
          .join('')}</g>`,
    ),
    ...bars.map(({ label }, index) =>
      index % every === 0
        ? `<text class="scale" x="${round((x(index) ?? 0) + x.bandwidth() / 2)}" y="${HEIGHT - 6}" text-anchor="middle">${escapeHtml(label)}</text>`
        : '',
    ),
    ...names.map(
      (name, part) =>
        `<g ${classOf(part)}><rect x="${EDGE.left + part * 150}" y="4" width="11" height="11"/></g><text class="scale" x="${EDGE.left + part * 150 + 17}" y="14">${escapeHtml(name)}</text>`,
    ),
    '</svg>',
  ].join('');
}

function barOf(title: string, x: number, width: number, top: number, bottom: number): string {
  if (bottom - top <= 0) return '';
  return `<rect x="${round(x)}" y="${round(top)}" width="${round(width)}" height="${round(bottom - top)}"><title>${escapeHtml(title)}</title></rect>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
