import journal from "../../../db/migrations/meta/_journal.json" with { type: "json" };

/** Copies the migrations that were there before the one of a name, and answers their folder. */
export async function migrationsBefore(name: string, folder: string): Promise<string> {
  const at = journal.entries.findIndex(({ tag }) => tag.endsWith(`_${name}`));
  const entries = journal.entries.slice(0, at);
  await Deno.mkdir(`${folder}/migrations/meta`, { recursive: true });
  for (const { tag } of entries) {
    await Deno.copyFile(`db/migrations/${tag}.sql`, `${folder}/migrations/${tag}.sql`);
  }
  const text = JSON.stringify({ ...journal, entries });
  await Deno.writeTextFile(`${folder}/migrations/meta/_journal.json`, text);
  return `${folder}/migrations`;
}
