const MIGRATIONS = new URL("../../../../db/migrations/", import.meta.url);
/** The last one before what CHANGELOG.md says to stop for; the list ends with it until a release is made. */
const BEFORE_THE_FIRST = "0047_change_log";
/** `2026-12 (schema 0055_owners)`: a release, and its newest migration. */
const RELEASE = /^(\S+) \(schema (\d{4}_\w+)\)$/;

/** A migration that was released, and the SHA-256 of its text. */
export type Released = { tag: string; hash: string };

/** The migrations that were released, oldest first, as `sha256sum` wrote them. */
export async function readReleased(): Promise<Released[]> {
  const text = await Deno.readTextFile(new URL("released.sha256", MIGRATIONS));
  return [...text.matchAll(/^([0-9a-f]{64}) {2}(\w+)\.sql$/gm)].map(([, hash = "", tag = ""]) => ({
    tag,
    hash,
  }));
}

/** Every migration in its order, with the SHA-256 of the text that it has now. */
export async function readMigrations(): Promise<Released[]> {
  const journal: { entries: { tag: string }[] } = JSON.parse(
    await Deno.readTextFile(new URL("meta/_journal.json", MIGRATIONS)),
  );
  return await Promise.all(journal.entries.map(async ({ tag }) => {
    const bytes = await Deno.readFile(new URL(`${tag}.sql`, MIGRATIONS));
    return { tag, hash: new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex() };
  }));
}

/** Which migrations are no longer what was released. */
export function findChanged(released: Released[], now: Released[]): string[] {
  return released.filter(({ tag, hash }, index) =>
    now[index]?.tag !== tag || now[index]?.hash !== hash
  ).map(({ tag }) => tag);
}

/** What of a release was forgotten: a heading of the changelog, its schema, or the list of migrations. */
export function findForgotten(
  { changelog, tags, newest }: { changelog: string; tags: string[]; newest: string },
): string[] {
  const headings = [...changelog.matchAll(/^## (.*)$/gm)].map(([, heading = ""]) => heading);
  const releases = headings.slice(1).map((heading) => ({ heading, read: RELEASE.exec(heading) }));
  const names = releases.map(({ read }) => read?.[1]);
  const schema = releases.length > 0 ? releases[0]?.read?.[2] : BEFORE_THE_FIRST;
  return [
    ...headings[0] === "Unreleased" ? [] : ["CHANGELOG.md does not begin with Unreleased"],
    ...releases.filter(({ read }) => !read).map(({ heading }) => `${heading} names no schema`),
    ...tags.filter((tag) => !names.includes(tag)).map((tag) => `${tag} is not in CHANGELOG.md`),
    ...schema === newest ? [] : [`released.sha256 ends with ${newest}, the release has ${schema}`],
  ];
}
