import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";

/** What `deno.lock` says of a package, under a key of name, version and what it was resolved with. */
type Locked = {
  integrity: string;
  dependencies?: string[];
  optionalDependencies?: string[];
};
type Lock = { specifiers: Record<string, string>; npm: Record<string, Locked> };

/**
 * The list of parts (SBOM) of a lockfile, as CycloneDX 1.6 JSON: every package with version and
 * hash, and what depends on what. The same lockfile gives the same text.
 */
export function describeLock(text: string): string {
  const lock: Lock = JSON.parse(text);
  const bom = new Models.Bom();
  const portal = new Models.Component(Enums.ComponentType.Application, "zona-ser", {
    bomRef: "zona-ser",
  });
  bom.metadata.component = portal;
  const parts = new Map<string, Models.Component>();
  for (const [key, { integrity }] of Object.entries(lock.npm)) {
    const part = parts.get(bareKey(key)) ?? componentOf(bareKey(key), integrity);
    parts.set(bareKey(key), part);
    bom.components.add(part);
  }
  const partOf = partFinder(parts);
  for (const [specifier, version] of Object.entries(lock.specifiers)) {
    portal.dependencies.add(partOf(`${nameOf(specifier)}@${version}`).bomRef);
  }
  for (const [key, { dependencies = [], optionalDependencies = [] }] of Object.entries(lock.npm)) {
    for (const needed of [...dependencies, ...optionalDependencies]) {
      partOf(key).dependencies.add(partOf(needed).bomRef);
    }
  }
  const serializer = new Serialize.JsonSerializer(
    new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6),
  );
  return serializer.serialize(bom, { sortLists: true, space: 2 });
}

/** `hono-openapi@1.3.3_hono@4.13.19` is what was installed as `hono-openapi@1.3.3`. */
function bareKey(key: string): string {
  return /^(@?[^@]+@[^_]+)/.exec(key)?.[1] ?? key;
}

/** `npm:@types/node@24.19.1` is a version of `@types/node`. */
function nameOf(key: string): string {
  const bare = key.replace(/^npm:/, "");
  return bare.slice(0, bare.lastIndexOf("@"));
}

function componentOf(key: string, integrity: string): Models.Component {
  const path = nameOf(key);
  const version = key.slice(path.length + 1);
  const [name = "", group] = path.split("/").toReversed();
  const purl = `pkg:npm/${path.replace("@", "%40")}@${encodeURIComponent(version)}`;
  return new Models.Component(Enums.ComponentType.Library, name, {
    ...(group !== undefined && { group }),
    version,
    purl,
    bomRef: purl,
    hashes: new Models.HashDictionary([[Enums.HashAlgorithm["SHA-512"], hexOf(integrity)]]),
  });
}

/** `sha512-…` in base 64, as npm writes it. */
function hexOf(integrity: string): string {
  return Uint8Array.fromBase64(integrity.replace(/^sha512-/, "")).toHex();
}

/**
 * Finds the part that the lockfile names: without its version where it has one only, after `npm:` where
 * it is known by another name (`ajv@npm:@redocly/ajv@8.18.3`). Throws where there is none.
 */
function partFinder(parts: Map<string, Models.Component>) {
  const byName = new Map(
    [...parts].map(([key, part]) => [nameOf(key), part]),
  );
  return (named: string): Models.Component => {
    const [key = ""] = named.split("npm:").slice(-1);
    const part = parts.get(bareKey(key)) ?? byName.get(key);
    if (!part) throw new Error(`deno.lock: ${key} is not among its packages`);
    return part;
  };
}

if (import.meta.main) console.log(describeLock(await Deno.readTextFile("deno.lock")));
