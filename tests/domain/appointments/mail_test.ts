import { assertEquals, assertStringIncludes } from "@std/assert";
import { appointmentMail } from "../../../domain/appointments/mail.ts";

const SETTINGS = { eps: { name: "Mutual Ser", phone: "01 8000" }, baseUrl: "https://eps.example" };
const startsAt = Date.parse("2026-04-02T08:20:00-05:00");

Deno.test("L10: a mail says when and the code, in one line of subject", () => {
  for (const news of ["booked", "moved", "relocated", "cancelled", "reminder"] as const) {
    const about = { news, code: "CI-2026-AAAA2222", startsAt, today: "2026-04-01" };
    const { subject, text } = appointmentMail(about, SETTINGS);
    assertEquals(/[\r\n]/.test(subject), false);
    assertEquals(/\.\./.test(text), false, text);
    assertStringIncludes(text, "jueves 2 de abril, 8:20 a. m.");
    assertStringIncludes(text, "CI-2026-AAAA2222");
    assertStringIncludes(text, "https://eps.example/afiliados/citas\n");
  }
});
