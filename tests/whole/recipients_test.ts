import { assert, assertEquals, assertMatch } from "@std/assert";
import { createMailer } from "../../lib/mail/mail.ts";
import { A, csrfOf, PASSWORD, testApp } from "../support/app.ts";
import { smtpServer } from "../support/smtp_server.ts";

const EVIL = [
  "ana@ips.example\r\nBcc: ladron@evil.example",
  "ana@ips.example\nladron@evil.example",
  "ana@ips.example, ladron@evil.example",
  "ana@ips.example;ladron@evil.example",
  "ana@ips.example ladron@evil.example",
  "<ladron@evil.example> ana@ips.example",
  '"ladron@evil.example" <ana@ips.example>',
  "ana@ips.example\u0000",
  "ana@ips.example%0d%0aBcc:ladron@evil.example",
];

Deno.test("R12: no form takes an address of two lines or a list of them, and no server sees one", async () => {
  await using smtp = await smtpServer();
  const mailer = createMailer(smtp.url, "Zona Ser <zona-ser@eps.example>");
  await using portal = await testApp([], {}, { mailer });
  const browser = await portal.signIn(A);
  const csrf = csrfOf(await (await browser.get("/cuenta")).text());
  for (const [index, correo] of EVIL.entries()) {
    const request = {
      nit: A,
      documento: "1",
      valor: "1.000,00",
      cedula: "1067845210",
      nombre: "Ana",
      telefono: "604 555 0100",
    };
    const elsewhere = portal.browser(`10.5.0.${index}`);
    const answers = [
      await browser.post("/equipo", { csrf, accion: "invitar", correo, rol: "contador" }),
      await browser.post("/cuenta/correo", { csrf, correo, actual: PASSWORD }),
      await elsewhere.post("/registro/solicitud", { ...request, correo }),
      await elsewhere.post("/clave", { usuario: correo }),
    ];
    assertEquals(answers.map(({ status }) => status), [422, 422, 422, 422], JSON.stringify(correo));
    for (const answer of answers) await answer.body?.cancel();
  }
  await portal.services.background.settled();
  assertEquals(smtp.incoming, []);
});

Deno.test("R12: a name of two lines is refused, and a company's name stays inside the text of its mail", async () => {
  await using smtp = await smtpServer();
  const mailer = createMailer(smtp.url, "Zona Ser <zona-ser@eps.example>");
  await using portal = await testApp([], {}, { mailer });
  await portal.db.$client.execute({
    sql: "UPDATE providers SET legal_name = ? WHERE nit = ?",
    args: ["Clínica A\r\nBcc: ladron@evil.example\r\n\r\nHola", A],
  });
  const browser = await portal.signIn(A);
  const csrf = csrfOf(await (await browser.get("/cuenta")).text());
  await browser.post("/equipo", {
    csrf,
    accion: "invitar",
    correo: "ana@ips.example",
    rol: "contador",
  });
  await smtp.came(1);
  await portal.services.background.settled();
  const [mail] = smtp.incoming;
  assertEquals([smtp.incoming.length, mail?.to], [1, "ana@ips.example"]);
  const [headers = ""] = (mail?.source ?? "").split("\r\n\r\n");
  assert(!/^bcc:/im.test(headers), headers);
  const link = /\/invitacion\?[\w-]+/.exec(
    (mail?.source ?? "").replace(/=\r\n/g, "").replace(/=3D/g, "="),
  );
  assertMatch(link?.[0] ?? "", /invitacion/);
  const form = {
    politicas: "si",
    contrasena: "una frase bien rara",
    confirmacion: "una frase bien rara",
  };
  const answer = await portal.browser().post(link?.[0] ?? "", {
    ...form,
    nombre: "Ana\r\nBcc: x@y.z",
  });
  assertEquals(answer.status, 422);
  await answer.body?.cancel();
});
