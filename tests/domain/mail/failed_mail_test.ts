import { assertEquals } from "@std/assert";
import { mailProblemWords } from "../../../domain/mail/failed_mail.ts";

Deno.test("a mail's problem is words, and what the mail server said stays as it is", () => {
  assertEquals(mailProblemWords("cutShort"), "El envío se interrumpió cada vez");
  assertEquals(mailProblemWords("550 no such user"), "550 no such user");
  assertEquals(mailProblemWords("constructor"), "constructor");
  assertEquals(mailProblemWords(""), "El servidor de correo no dijo nada");
});
