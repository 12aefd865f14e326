import { assertEquals, assertStringIncludes } from "@std/assert";
import { invitationMail } from "../../../domain/users/invitation_mail.ts";

const SETTINGS = { baseUrl: "https://portal.example", eps: { name: "Mutual Ser" } };

Deno.test("an invitation says by whom, as what and until when, the link alone on its line", () => {
  const about = { team: "Clínica A S.A.S.", roleName: "Contador" };
  const mail = invitationMail("ana@ips.example", about, SETTINGS, "abc-DEF_1");
  assertEquals([mail.to, mail.subject], [
    "ana@ips.example",
    "Le invitaron a Zona Ser de Mutual Ser",
  ]);
  assertStringIncludes(mail.text, "con Clínica A S.A.S., como Contador.");
  const lines = mail.text.split("\n");
  assertEquals(lines.includes("https://portal.example/invitacion?abc-DEF_1"), true);
  assertStringIncludes(mail.text, "vence en tres días y sirve una sola vez");
  assertStringIncludes(mail.text, "Si no esperaba esta invitación, no haga nada.");
});
