import { assertEquals } from "@std/assert";
import {
  findChanged,
  findForgotten,
  readMigrations,
  readReleased,
} from "./support/upgrade/released.ts";

const ROOT = new URL("../../", import.meta.url);

Deno.test("D13: a migration that was released is never edited, renamed or moved", async () => {
  assertEquals(findChanged(await readReleased(), await readMigrations()), []);
});

Deno.test("a release has its heading in the changelog, with the newest migration of the list", async () => {
  const changelog = await Deno.readTextFile(new URL("CHANGELOG.md", ROOT));
  const newest = (await readReleased()).at(-1)?.tag ?? "";
  assertEquals(findForgotten({ changelog, tags: await tagsOfRepository(), newest }), []);
});

Deno.test("what was changed after a release, or forgotten at one, is named", () => {
  const [first, second] = [{ tag: "0000_a", hash: "1" }, { tag: "0001_b", hash: "2" }];
  assertEquals(findChanged([first, second], [first, { ...second, hash: "3" }]), ["0001_b"]);
  assertEquals(findChanged([first, second], [first]), ["0001_b"]);
  assertEquals(findChanged([first], [first, second]), []);
  const changelog = "# Changelog\n\n## Unreleased\n\n## 2027-01 (schema 0001_b)\n";
  const release = { changelog, tags: ["2027-01"], newest: "0001_b" };
  assertEquals(findForgotten(release), []);
  assertEquals(findForgotten({ ...release, newest: "0000_a" }), [
    "released.sha256 ends with 0000_a, the release has 0001_b",
  ]);
  assertEquals(findForgotten({ ...release, tags: ["2027-02"] }), [
    "2027-02 is not in CHANGELOG.md",
  ]);
  assertEquals(
    findForgotten({ ...release, changelog: changelog.replace(" (schema 0001_b)", "") }),
    [
      "2027-01 names no schema",
      "2027-01 is not in CHANGELOG.md",
      "released.sha256 ends with 0001_b, the release has undefined",
    ],
  );
  assertEquals(findForgotten({ ...release, changelog: changelog.replace("## Unreleased\n", "") }), [
    "CHANGELOG.md does not begin with Unreleased",
    "2027-01 is not in CHANGELOG.md",
    "released.sha256 ends with 0001_b, the release has 0047_change_log",
  ]);
});

/** The releases that were tagged; none where the files came without their history. */
async function tagsOfRepository(): Promise<string[]> {
  try {
    const { stdout } = await new Deno.Command("git", {
      args: ["tag"],
      cwd: ROOT,
      stderr: "null",
    }).output();
    return new TextDecoder().decode(stdout).split("\n").filter((tag) => tag !== "");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
