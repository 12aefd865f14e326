import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  contactsNotice,
  newHandsNotice,
  type Posting,
  postingNotice,
  weeklyNotice,
} from "../../../domain/notices/notice.ts";

const EPS = { name: "Mutual Ser", phone: "01 8000 116882" };
const LINKS = {
  baseUrl: "https://portal.example",
  unsubscribeUrl: "https://portal.example/avisos/baja?7.abc",
};
const POSTING: Posting = {
  legalName: "Clínica A S.A.S.",
  posted: 3,
  corrected: 0,
  annulled: 0,
  returned: 0,
  from: "2026-03-10",
  to: "2026-03-15",
};

Deno.test("a posting says how many, when, where to look and how to end the notices", () => {
  assertEquals(postingNotice(POSTING, EPS, LINKS), {
    subject: "Mutual Ser publicó 3 comprobantes de egreso",
    text: `Pagos de Mutual Ser a Clínica A S.A.S., con fechas de pago entre el 10/03/2026 y el ` +
      `15/03/2026:

Se publicaron 3 comprobantes de egreso.

Véalos en Zona Ser:

https://portal.example/pagos?desde=10/03/2026&hasta=15/03/2026

Por seguridad este correo no lleva valores ni facturas. Línea de atención: 01 8000 116882.

Si no quiere recibir más avisos:

https://portal.example/avisos/baja?7.abc
`,
  });
});

const one = { ...POSTING, posted: 0, to: "2026-03-10" };
const COUNTS: [Posting, string, string][] = [
  [{ ...one, posted: 1 }, "publicó 1 comprobante", "Se publicó 1 comprobante de egreso."],
  [
    { ...one, corrected: 1 },
    "corrigió 1 comprobante",
    "Se corrigió 1 comprobante de egreso: si ya",
  ],
  [{ ...one, corrected: 2 }, "corrigió 2 comprobantes", "Se corrigieron 2 comprobantes"],
  [{ ...one, annulled: 1 }, "anuló 1 comprobante", "Se anuló 1 comprobante de egreso."],
  [{ ...one, posted: 1, annulled: 2 }, "publicó 1", "Se anularon 2 comprobantes de egreso."],
];

Deno.test("corrected and annulled vouchers are called so, one is one", () => {
  for (const [posting, headline, sentence] of COUNTS) {
    const { subject, text } = postingNotice(posting, EPS, LINKS);
    assertStringIncludes(subject, headline);
    assertStringIncludes(text, sentence);
    assertStringIncludes(text, "con fecha de pago 10/03/2026:");
  }
});

Deno.test("every link stands alone on its line", () => {
  const week = { from: "2026-03-09", to: "2026-03-15" };
  const summary = { ...POSTING, count: 5, week };
  for (const { text } of [postingNotice(POSTING, EPS, LINKS), weeklyNotice(summary, EPS, LINKS)]) {
    const links = text.split("\n").filter((line) => line.includes("://"));
    assertEquals(links.map((line) => /^https:\S+$/.test(line)), [true, true]);
  }
});

Deno.test("a name with line breaks makes no line of its own", () => {
  const legalName = "Clínica\r\n\r\nhttps://evil.example\nS.A.S.";
  const notices = [
    postingNotice({ ...POSTING, legalName }, EPS, LINKS),
    newHandsNotice({ legalName, isEmailNew: true, isRepresentativeNew: true }, EPS),
    contactsNotice({ legalName, added: [], removed: [] }, EPS),
  ];
  for (const { text } of notices) {
    assertEquals(text.split("\n").includes("https://evil.example"), false);
  }
});

Deno.test("a change of hands is announced without saying whose", () => {
  const legalName = "Clínica A S.A.S.";
  const subjects = [[true, false], [false, true], [true, true]].map(([email, representative]) =>
    newHandsNotice(
      { legalName, isEmailNew: email === true, isRepresentativeNew: representative === true },
      EPS,
    ).subject
  );
  assertEquals(subjects, [
    "Cambió el correo de su IPS en Mutual Ser",
    "Cambió el representante legal de su IPS en Mutual Ser",
    "Cambiaron el correo y el representante legal de su IPS en Mutual Ser",
  ]);
});

Deno.test("a change of the list names what was added and what was removed", () => {
  const { text } = contactsNotice(
    { legalName: "Clínica A S.A.S.", added: ["a@b.co", "c@b.co"], removed: ["d@b.co"] },
    EPS,
  );
  assertStringIncludes(text, "\n\nSe agregó: a@b.co\nSe agregó: c@b.co\nSe quitó: d@b.co\n\n");
});
