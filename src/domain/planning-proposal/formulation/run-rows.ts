import type { Instant } from '../../../runtime/instant.ts';
import { goesOn, runOf, spanHours } from '../duty-measures.ts';
import type { ProgramBuilder } from './linear-program.ts';
import { type Amount, addLimit, type Place, taken, total } from './places.ts';

/** An instant at which a duty starts or ends, and what the clock shows then. */
interface Edge {
  readonly at: Instant;
  readonly clock: number;
}

const HOUR_MS = 60 * 60 * 1000;

/**
 * The longest run: from no start of a duty on is every moment of the next `limit` hours, and the one after them,
 * covered. Time is cut at all edges; a person covers a part when one of the places over it is taken, and of the k
 * parts that the hours reach into they cover at most k - 1. This says exactly what the rule says, whatever the
 * lengths of the duties and however they can be strung together.
 */
export function addRunRows(builder: ProgramBuilder, places: readonly Place[], limit: number): void {
  forbidLengthening(builder, places, limit);
  const edges = edgesOf(places);
  for (const [index, start] of edges.entries()) {
    if (!places.some(({ duty }) => duty.startAt === start.at)) continue;
    const parts = partsFrom(edges.slice(index), places, limit * HOUR_MS);
    if (parts.some((part) => part.length === 0)) continue;
    const covers = parts.map(coverOf);
    const certain = covers.filter((cover) => cover.certain > 0).length;
    if (certain < covers.length) addLimit(builder, total(covers), covers.length - 1);
  }
}

/** What is fixed may be too long already, all its hours certain: then no row above stops it from going on. */
function forbidLengthening(builder: ProgramBuilder, places: readonly Place[], limit: number): void {
  const fixed = places.filter(({ column }) => column === null);
  const duties = fixed.map(({ duty }) => duty);
  for (const last of fixed) {
    if (spanHours(runOf(last.duty, duties).first, last.duty) <= limit) continue;
    for (const place of places)
      if (goesOn(last.duty, place.duty))
        addLimit(
          builder,
          taken([place], () => 1),
          0,
        );
  }
}

/** The places over each part of the hours; parts under the same places are one. */
function partsFrom(
  edges: readonly Edge[],
  places: readonly Place[],
  limitMs: number,
): readonly (readonly Place[])[] {
  const start = edges[0];
  const parts: (readonly Place[])[] = [];
  for (const edge of edges) {
    if (!start || edge.clock - start.clock > limitMs) break;
    const over = places.filter(({ duty }) => duty.startAt <= edge.at && edge.at < duty.endAt);
    if (!sameItems(parts.at(-1), over)) parts.push(over);
  }
  return parts;
}

/** A part that a fixed duty covers is covered, and nothing else may be there. */
function coverOf(places: readonly Place[]): Amount {
  return places.some(({ column }) => column === null) ? { certain: 1, terms: [] } : taken(places, () => 1);
}

function edgesOf(places: readonly Place[]): readonly Edge[] {
  const edges = new Map<Instant, number>();
  for (const { duty } of places) {
    edges.set(duty.startAt, duty.calendar.clockStart);
    edges.set(duty.endAt, duty.calendar.clockEnd);
  }
  return [...edges].map(([at, clock]) => ({ at, clock })).sort((a, b) => a.at - b.at);
}

function sameItems(a: readonly Place[] | undefined, b: readonly Place[]): boolean {
  return a !== undefined && a.length === b.length && a.every((place, index) => place === b[index]);
}
