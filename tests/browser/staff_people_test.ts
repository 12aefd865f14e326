import { assertEquals } from "@std/assert";
import { enqueueMails } from "../db/support/mails.ts";
import { totpCode } from "../support/totp.ts";
import { A, createAccount, PASSWORD, type TestApp } from "../support/app.ts";
import { type Visit, visit } from "../support/browser.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";
import { judgeScreen, WIDTHS } from "../support/screens.ts";
import { createMember, createStaff } from "../support/people.ts";

const EMAIL = "administracion@eps.example";
const SCREENS = [
  "/funcionario",
  "/funcionario/prestadores",
  "/funcionario/prestadores?q=%25",
  `/funcionario/prestadores/${A}`,
  `/funcionario/prestadores/${A}/contacto`,
  "/funcionario/pagos?q=FEV-000001",
  "/funcionario/pagos?q=clinica",
  "/funcionario/pagos?q=%25",
  `/funcionario/pagos/${A}?${ALL_MARCH}`,
  `/funcionario/pagos/${A}/1002?${ALL_MARCH}&columnas=20`,
  "/funcionario/usuarios",
  "/funcionario/usuarios/2",
  "/funcionario/usuarios/funcionarios",
  "/funcionario/usuarios/sesiones",
  "/funcionario/correos",
  "/funcionario/sistema?numero=xyz",
  "/funcionario/auditoria",
  "/funcionario/auditoria?desde=31/02/2026&nit=12",
  "/funcionario/auditoria/vistos?persona=%233",
  "/funcionario/auditoria/cadena",
  "/avisos/baja?1.x",
];

Deno.test(`P9: every screen of the staff is accessible and never wider than ${WIDTHS.join(", ")} px, light and dark`, async () => {
  await visit(somePayments(), {}, async (visit) => {
    await signInStaff(visit);
    await failAMail(visit.portal);
    for (const path of SCREENS) await judgeScreen(visit.page, visit.origin + path);
    assertEquals(visit.complaints, []);
  });
});

Deno.test("the staff changes a Correo through its two pages, without JavaScript, too", async () => {
  await visit([], { javaScriptEnabled: false }, async (visit) => {
    const { page, origin } = visit;
    await signInStaff(visit);
    await page.goto(`${origin}/funcionario/prestadores?q=clinica`);
    await page.getByRole("link", { name: "Clínica A S.A.S." }).click();
    await page.getByRole("link", { name: "Cambiar correo o representante" }).click();
    await page.getByLabel("Correo", { exact: true }).fill("nueva@clinica-a.example");
    await page.getByLabel("Motivo").fill("Lo pidió la gerente, y llamé a la IPS.");
    await page.getByRole("button", { name: "Revisar el cambio" }).click();
    await page.getByText("Terminan las sesiones del representante").waitFor();
    await page.getByRole("button", { name: "Confirmar el cambio" }).click();
    await page.getByText("El cambio quedó guardado.").waitFor();
    await page.getByText("nueva@clinica-a.example").first().waitFor();
  });
});

Deno.test("the log's calendar opens for the staff, a search replaces the list, and the chain is checked", async () => {
  await visit([], {}, async (visit) => {
    const { page, origin, complaints } = visit;
    await signInStaff(visit);
    await page.goto(`${origin}/funcionario/auditoria`);
    await page.getByRole("button", { name: "Elegir la fecha inicial" }).click();
    await page.locator(".calendar").waitFor();
    await page.keyboard.press("Escape");
    await page.getByLabel("Qué pasó").selectOption("signIn");
    await page.getByRole("button", { name: "Buscar" }).click();
    await page.waitForURL(/hecho=signIn/);
    await page.getByRole("heading", { name: "1 hecho" }).waitFor();
    await page.getByRole("link", { name: "Comprobar la cadena" }).click();
    await page.getByRole("button", { name: "Comprobar ahora" }).click();
    await page.getByText("La cadena está completa").waitFor();
    assertEquals(complaints, []);
  });
});

async function failAMail({ db }: TestApp): Promise<void> {
  const mail = {
    dedupeKey: "m",
    kind: "posting",
    providerId: 1,
    subject: "Pagos",
    text: "x",
  } as const;
  await enqueueMails(db, [{ ...mail, to: "cartera@clinica-a.example" }], 0);
  await db.$client.execute(
    "UPDATE outbox_mails SET given_up_at = 1, attempts = 7, last_problem = '550 5.1.1 RCPT TO'",
  );
}

async function signInStaff({ page, portal, origin }: Visit): Promise<void> {
  await createAccount(portal.services, A);
  await createMember(portal.services, "ana@equipo.example", [[A, "contador"]]);
  const { secret } = await createStaff(portal.services, EMAIL, "administrador");
  await page.goto(`${origin}/zona-ser`);
  await page.getByLabel("Tipo Usuario").selectOption("funcionario");
  await page.getByLabel("Usuario", { exact: true }).fill(EMAIL);
  await page.getByLabel("Contraseña").fill(PASSWORD);
  await page.getByRole("button", { name: "Inicio de Sesión" }).click();
  await page.locator("#codigo").fill(totpCode(secret, portal.clock.nowMs));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Trabajo del día" }).waitFor();
}
