import { departmentOf } from "../places/departments.ts";
import type { PlaceDetails } from "../places/place.ts";

/** Where somebody lives or a site stands; degrees are null where the file has none. */
export type Position = Pick<PlaceDetails, "daneCode" | "latitude" | "longitude">;

const EARTH_RADIUS_KM = 6371;

/**
 * The sites of a list, the nearest to somebody's home first. Where her own site has no position, that
 * of another one in her municipality stands for it.
 */
export function nearestSites<Site extends Position & { name: string }>(
  sites: Site[],
  home: Position | undefined,
): Site[] {
  if (!home) return sites;
  if (home.latitude !== null && home.longitude !== null) return nearestFirst(sites, home);
  const near = sites.find(({ daneCode, latitude, longitude }) =>
    daneCode === home.daneCode && latitude !== null && longitude !== null
  );
  return nearestFirst(sites, near ?? home);
}

/**
 * Sites, nearest first: those of the same municipality, those whose distance is known, those of the
 * same department, the rest. Within each of these by distance, and by name where it says nothing.
 */
function nearestFirst<Site extends Position & { name: string }>(
  sites: Site[],
  home: Position,
): Site[] {
  const ranked = sites.map((site) => {
    const km = distanceKm(site, home);
    return { site, km: km ?? Infinity, rank: rankOf(site, home, km) };
  });
  ranked.sort((a, b) =>
    a.rank - b.rank || compare(a.km, b.km) || a.site.name.localeCompare(b.site.name, "es")
  );
  return ranked.map(({ site }) => site);
}

/** Kilometres along the surface between two places that both have coordinates. */
function distanceKm(one: Position, other: Position): number | undefined {
  if (one.latitude === null || one.longitude === null) return undefined;
  if (other.latitude === null || other.longitude === null) return undefined;
  const [from, to] = [radians(one.latitude), radians(other.latitude)];
  const north = Math.sin((to - from) / 2) ** 2;
  const east = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  const half = north + Math.cos(from) * Math.cos(to) * east;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, half)));
}

function rankOf(site: Position, home: Position, km: number | undefined): number {
  if (site.daneCode === home.daneCode) return 0;
  if (km !== undefined) return 1;
  return departmentOf(site.daneCode) === departmentOf(home.daneCode) ? 2 : 3;
}

/** A difference of two infinities is no number, so they are compared. */
function compare(one: number, other: number): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

function radians(degrees: number): number {
  return degrees * Math.PI / 180;
}
