import { sql } from "drizzle-orm";
import type { JudgedFiles, Placed } from "../../domain/loads/files.ts";
import { addWarning, type Findings } from "../../domain/loads/findings.ts";
import { unknownAffiliateFinding, unknownPointFinding } from "../../domain/loads/plan_findings.ts";
import { recordKey } from "../../domain/loaded_record.ts";
import { type LoadedMedicine, personOfMedicine } from "../../domain/medicines/pending.ts";
import { letOthersRun } from "../../lib/turn.ts";
import { chunks } from "../chunks.ts";
import type { Db } from "../client.ts";

const ASKED_A_TRIP = 5000;

/**
 * Warns of pending medicines whose person or point is neither stored nor in the same load (`among`
 * tells which people are); one round trip for some thousands of them, none where the files bring no
 * medicines.
 */
export async function warnOfUnknown(
  db: Db,
  files: JudgedFiles,
  findings: Findings,
  among: (codes: string[]) => Set<string>,
): Promise<void> {
  for (const some of chunks(files.medicines.values(), ASKED_A_TRIP)) {
    const [people, points] = [namesOf(some, personOf), namesOf(some, pointOf)];
    const inLoad = among(people);
    const found = await askUnknown(db, {
      people: JSON.stringify(people.filter((code) => !inLoad.has(code))),
      points: JSON.stringify(points.filter((code) => !files.places.has(deliveryPoint(code)))),
    });
    const isUnknown = new Set(found.map(({ name, isPoint }) => `${isPoint} ${name}`));
    for (const one of some) {
      if (isUnknown.has(`false ${personOf(one)}`)) {
        addWarning(findings, unknownAffiliateFinding(one));
      }
      if (isUnknown.has(`true ${pointOf(one)}`)) addWarning(findings, unknownPointFinding(one));
    }
    await letOthersRun();
  }
}

function personOf({ record }: Placed<LoadedMedicine>): string {
  return personOfMedicine(record.code);
}

function pointOf({ record }: Placed<LoadedMedicine>): string | null {
  return record.details.pointCode;
}

function namesOf(
  some: Placed<LoadedMedicine>[],
  nameOf: (one: Placed<LoadedMedicine>) => string | null,
): string[] {
  return [...new Set(some.map(nameOf))].filter((name) => name !== null);
}

function deliveryPoint(code: string): string {
  return recordKey({ kind: "deliveryPoints", code });
}

/** Which of some people (`CC 123`) and of some delivery points are not on file; lists as JSON. */
function askUnknown(db: Db, { people, points }: { people: string; points: string }) {
  return db.select({ name: sql<string>`value`, isPoint: sql<boolean>`is_point`.mapWith(Boolean) })
    .from(sql`(SELECT value, 0 AS is_point FROM json_each(${people}) WHERE NOT EXISTS
        (SELECT 1 FROM affiliates WHERE document_type = substr(value, 1, 2)
          AND document_number = substr(value, 4))
      UNION ALL SELECT value, 1 FROM json_each(${points}) WHERE NOT EXISTS
        (SELECT 1 FROM loaded_places WHERE kind = 'deliveryPoints' AND code = value))`);
}
