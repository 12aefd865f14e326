import { assertEquals } from "@std/assert";
import { nearestSites, type Position } from "../../../domain/appointments/nearest.ts";

const CARTAGENA = { daneCode: "13001", latitude: 10.3997, longitude: -75.5144 };
const TURBACO = { daneCode: "13836", latitude: 10.3306, longitude: -75.4136 };
const BARRANQUILLA = { daneCode: "08001", latitude: 10.9639, longitude: -74.7964 };
const UNKNOWN = { latitude: null, longitude: null };

const SITES: (Position & { name: string })[] = [
  { name: "rest", daneCode: "05001", ...UNKNOWN },
  { name: "department", daneCode: "13006", ...UNKNOWN },
  { name: "far", ...BARRANQUILLA },
  { name: "near", ...TURBACO },
  { name: "own, unknown", daneCode: "13001", ...UNKNOWN },
  { name: "own", ...CARTAGENA },
];

const namesFrom = (home: Position, sites = SITES) =>
  nearestSites(sites, home).map(({ name }) => name).join(" · ");

Deno.test("sites come by municipality, then distance, then department, then the rest", () => {
  assertEquals(namesFrom(CARTAGENA), "own · own, unknown · near · far · department · rest");
});

Deno.test("where no position says where home is, municipality and department decide, then the name", () => {
  const sites = SITES.filter(({ name }) => name !== "own");
  assertEquals(
    namesFrom({ daneCode: "13001", ...UNKNOWN }, sites),
    "own, unknown · department · near · far · rest",
  );
});

Deno.test("a place on the other side of the earth is the farthest, and no number is missing", () => {
  const antipodes = {
    name: "antipodes",
    daneCode: "00000",
    latitude: -10.3997,
    longitude: 104.4856,
  };
  const found = nearestSites([antipodes, ...SITES], CARTAGENA).map(({ name }) => name);
  assertEquals(found.indexOf("antipodes"), found.indexOf("far") + 1);
});

Deno.test("another site of the municipality says where somebody lives whose own has no position", () => {
  assertEquals(
    namesFrom({ daneCode: "13001", ...UNKNOWN }),
    "own · own, unknown · near · far · department · rest",
  );
  assertEquals(nearestSites(SITES, undefined), SITES);
});
