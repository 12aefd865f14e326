import { assert, assertEquals, assertThrows } from "@std/assert";
import { Ajv } from "ajv/dist/ajv.js";
import { describeLock } from "../../lib/sbom.ts";

type Part = {
  "bom-ref": string;
  group?: string;
  name: string;
  version: string;
  purl: string;
  hashes: { alg: string; content: string }[];
};
type Bom = {
  components: Part[];
  dependencies: { ref: string; dependsOn?: string[] }[];
};

const LOCK = await Deno.readTextFile("deno.lock");
const SCHEMAS = new URL("../res/schema/", import.meta.resolve("@cyclonedx/cyclonedx-library"));

Deno.test("K1: the list of parts has every package of the lockfile, with its version and hash, and no other", () => {
  const { components }: Bom = JSON.parse(describeLock(LOCK));
  const lock: { npm: Record<string, { integrity: string }> } = JSON.parse(LOCK);
  const locked = Object.entries(lock.npm).map(([key, { integrity }]) => [
    key.replace(/(@[^@_]+)_.*$/, "$1"),
    integrity,
  ]);
  const listed = components.map(({ group, name, version, hashes: [hash] }) => [
    `${group === undefined ? "" : `${group}/`}${name}@${version}`,
    `sha512-${Uint8Array.fromHex(hash?.content ?? "").toBase64()}`,
  ]);
  const sorted = (pairs: string[][]) =>
    [...new Set(pairs.map((pair) => pair.join(" ")))].toSorted();
  assertEquals(sorted(listed), sorted(locked));
  assertEquals(new Set(components.map(({ purl }) => purl)).size, components.length);
});

Deno.test("K1: every part is reached from the portal, and the same lockfile gives the same text", () => {
  const text = describeLock(LOCK);
  assertEquals(describeLock(LOCK), text);
  const { components, dependencies }: Bom = JSON.parse(text);
  const needs = new Map(dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
  const reached = new Set(["zona-ser"]);
  for (const ref of reached) for (const needed of needs.get(ref) ?? []) reached.add(needed);
  const alone = components.filter((part) => !reached.has(part["bom-ref"]));
  assertEquals(alone.map(({ purl }) => purl), []);
});

Deno.test("K1: the list of parts is CycloneDX 1.6 by that format's own schema", async () => {
  const read = async (name: string) =>
    JSON.parse(await Deno.readTextFile(new URL(`${name}.SNAPSHOT.schema.json`, SCHEMAS)));
  const ajv = new Ajv({ strict: false, validateFormats: false });
  for (const name of ["spdx", "jsf-0.82"]) {
    ajv.addSchema(await read(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  }
  const validate = ajv.compile(await read("bom-1.6"));
  const bom: Bom = JSON.parse(describeLock(LOCK));
  assert(validate(bom), JSON.stringify(validate.errors?.slice(0, 3)));
  assert(!validate({ ...bom, bomFormat: "other" }));
});

Deno.test("a lockfile that names a package which it does not have gives no list", () => {
  const hash = `sha512-${new Uint8Array(64).toBase64()}`;
  const npm = { "a@1.0.0": { integrity: hash, dependencies: ["b"] } };
  const lock = JSON.stringify({ npm, specifiers: { "npm:a@1.0.0": "1.0.0" } });
  assertThrows(() => describeLock(lock), Error, "b is not among its packages");
});
