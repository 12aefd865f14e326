import { and, eq, sql } from "drizzle-orm";
import type { Site } from "../../domain/appointments/appointment.ts";
import type { Position } from "../../domain/appointments/nearest.ts";
import type { Db } from "../client.ts";
import { askTogether, question, type Values } from "../question.ts";
import { affiliates, loadedPlaces } from "../schema.ts";

/**
 * The sites with an agenda to come, and where somebody lives: her municipality, and the position of
 * the IPS that she goes to first.
 */
export async function findSites(
  db: Db,
  { affiliateId, nowMs }: { affiliateId: number; nowMs: number },
): Promise<{ sites: Site[]; home: Position | undefined }> {
  const [sites, [home]] = await askTogether(db, SITES({ nowMs }), HOME({ affiliateId }));
  return { sites, home };
}

const SITE = {
  code: loadedPlaces.code,
  name: loadedPlaces.name,
  address: loadedPlaces.address,
  daneCode: loadedPlaces.daneCode,
  municipality: loadedPlaces.municipality,
  phone: loadedPlaces.phone,
  latitude: loadedPlaces.latitude,
  longitude: loadedPlaces.longitude,
};

const SITES = question(
  SITE,
  (select, { nowMs }: Values<{ nowMs: number }>) =>
    select.from(loadedPlaces).where(sql`kind = 'sites' AND EXISTS (SELECT 1 FROM slots AS s
      WHERE s.site_code = ${loadedPlaces.code} AND s.is_open = 1 AND s.starts_at > ${nowMs})`),
);

const HOME = question(
  {
    daneCode: affiliates.daneCode,
    latitude: loadedPlaces.latitude,
    longitude: loadedPlaces.longitude,
  },
  (select, { affiliateId }: Values<{ affiliateId: number }>) =>
    select.from(affiliates)
      .leftJoin(
        loadedPlaces,
        and(eq(loadedPlaces.kind, "sites"), eq(loadedPlaces.code, affiliates.primarySiteCode)),
      )
      .where(eq(affiliates.id, affiliateId)),
);
