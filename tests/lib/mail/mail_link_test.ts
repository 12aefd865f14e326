import { assert } from "@std/assert";
import { createMailer } from "../../../lib/mail/mail.ts";
import { aFolder } from "../support/workbooks.ts";

const LINK = "http://localhost:8000/activar?abcdefghijklmnopqrstuvwxyz012345";

Deno.test("a link stays alone on its line, however long the line before it is", async () => {
  await using folder = await aFolder();
  const mailer = createMailer(`file:${folder.path}`, "zona@localhost.localdomain");
  for (let length = 0; length < 80; length++) {
    const text = `ñ${"x".repeat(length)}\n\n${LINK}\n\nGracias.\n`;
    await mailer.send({ to: "a@b.example", subject: `${length}`, text });
  }
  for await (const { name } of Deno.readDir(folder.path)) {
    const source = await Deno.readTextFile(`${folder.path}/${name}`);
    assert(source.split(/\r?\n/).includes(LINK), source);
  }
});
