import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { passkeys } from "../../db/schema.ts";
import { totpCode } from "../support/totp.ts";
import { A, createAccount, PASSWORD } from "../support/app.ts";
import { anAffiliate, createAffiliate } from "../support/people.ts";
import { fillSignIn, linkInNewestMail, visit } from "../support/browser.ts";

Deno.test("a passkey is made after the first sign-in and then signs in without a password", async () => {
  await visit([], {}, async ({ page, portal, origin, complaints }) => {
    await createAccount(portal.services, A);
    await addAuthenticator(page);
    await signIn(page, origin);
    await page.getByRole("link", { name: "Agregar una llave" }).click();
    await page.getByRole("button", { name: "Agregar la llave de este equipo" }).click();
    await page.getByText("Agregada el").waitFor();
    assertEquals((await portal.db.select().from(passkeys)).length, 1);
    await page.getByRole("button", { name: "Cerrar sesión" }).click();
    await page.getByRole("button", { name: "Entrar con llave de acceso" }).click();
    await page.waitForURL("**/portal");
    assertEquals(await page.getByText("Entre sin escribir la contraseña").count(), 0);
    const [passkey] = await portal.db.select().from(passkeys);
    assertEquals(passkey?.lastUsedAt, portal.clock.nowMs);
    assertEquals(complaints, []);
  });
});

Deno.test("an affiliate is offered a passkey, which then signs her in without document and password", async () => {
  await visit([], {}, async ({ page, portal, origin, complaints }) => {
    await createAffiliate(portal.services);
    await addAuthenticator(page);
    await page.goto(`${origin}/zona-ser`);
    await page.getByLabel("Tipo Usuario").selectOption("afiliado");
    await fillSignIn(page, anAffiliate().documentNumber);
    await page.waitForURL("**/afiliados/inicio");
    await page.getByRole("link", { name: "Agregar una llave" }).click();
    await page.getByRole("button", { name: "Agregar la llave de este equipo" }).click();
    await page.getByText("Agregada el").waitFor();
    await page.getByRole("button", { name: "Cerrar sesión" }).click();
    await page.getByRole("button", { name: "Entrar con llave de acceso" }).click();
    await page.waitForURL("**/afiliados/inicio");
    await page.getByRole("heading", { name: "Módulos Portal" }).waitFor();
    assertEquals(complaints, []);
  });
});

Deno.test("a passkey that was removed, or that its person's account no longer has, opens nothing", async () => {
  await visit([], {}, async ({ page, portal, origin }) => {
    await createAccount(portal.services, A);
    await addAuthenticator(page);
    await signIn(page, origin);
    await page.goto(`${origin}/cuenta/llaves`);
    await page.getByRole("button", { name: "Agregar la llave de este equipo" }).click();
    await page.getByRole("button", { name: "Quitar" }).click();
    await page.getByRole("button", { name: "Quitar" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Cerrar sesión" }).click();
    await page.getByRole("button", { name: "Entrar con llave de acceso" }).click();
    await page.getByText("No pudimos comprobar la llave de acceso").waitFor();
    assertEquals((await page.goto(`${origin}/portal`))?.url(), `${origin}/zona-ser?next=%2Fportal`);
  });
});

Deno.test("a passkey's answer works once, and one of another shape never", async () => {
  await visit([], {}, async ({ page, portal, origin }) => {
    await createAccount(portal.services, A);
    await addAuthenticator(page);
    await signIn(page, origin);
    await page.goto(`${origin}/cuenta/llaves`);
    await page.getByRole("button", { name: "Agregar la llave de este equipo" }).click();
    await page.getByText("Agregada el").waitFor();
    await page.getByRole("button", { name: "Cerrar sesión" }).click();
    const sent = page.waitForRequest((request) =>
      request.method() === "POST" && request.url().endsWith("/zona-ser/llave")
    );
    await page.getByRole("button", { name: "Entrar con llave de acceso" }).click();
    const answer = new URLSearchParams((await sent).postData() ?? "").get("respuesta") ?? "";
    await page.waitForURL("**/portal");
    const shapes = [answer, "", "{}", "[]", "null", "x", answer.replace('"id":"', '"id":"A')];
    for (const respuesta of shapes) {
      const again = await portal.browser().post("/zona-ser/llave", { respuesta });
      assertEquals(again.headers.get("location"), "/zona-ser?llave=no", respuesta.slice(0, 40));
    }
  });
});

Deno.test("where the person refuses at the device nothing happens, and the page says what to do", async () => {
  await visit([], {}, async ({ page, portal, origin }) => {
    await createAccount(portal.services, A);
    await addAuthenticator(page, { isUserVerified: false });
    await page.goto(`${origin}/zona-ser`);
    await page.getByRole("button", { name: "Entrar con llave de acceso" }).click();
    await page.getByText("No se usó la llave de acceso").waitFor();
  });
});

Deno.test("without JavaScript no button is shown that would not work", async () => {
  await visit([], { javaScriptEnabled: false }, async ({ page, origin }) => {
    await page.goto(`${origin}/zona-ser`);
    assert(await page.getByRole("button", { name: "Inicio de Sesión" }).isVisible());
    const button = page.getByRole("button", { name: "Entrar con llave de acceso" });
    assertEquals(await button.isVisible(), false);
  });
});

Deno.test("the second factor is set up from the text beside its QR code, and asked for from then on", async () => {
  await visit([], {}, async ({ page, portal, origin, complaints }) => {
    await createAccount(portal.services, A);
    await signIn(page, origin);
    await page.goto(`${origin}/cuenta/segundo-factor`);
    await page.getByLabel("Contraseña actual").fill(PASSWORD);
    await page.getByRole("button", { name: "Empezar" }).click();
    await page.getByRole("img", { name: /Código QR/ }).waitFor();
    const secret = (await page.locator(".secret").innerText()).replaceAll(" ", "");
    const code = page.getByRole("textbox", { name: "Código" });
    await code.fill(totpCode(secret, portal.clock.nowMs));
    await page.getByRole("button", { name: "Activar" }).click();
    await page.getByRole("heading", { name: "Códigos de recuperación" }).waitFor();
    const [recovery] = await page.locator(".codes li").allInnerTexts();
    await page.getByRole("button", { name: "Cerrar sesión" }).click();
    await fillSignIn(page, A);
    await code.fill(recovery ?? "");
    await page.getByRole("button", { name: "Entrar" }).click();
    await page.waitForURL("**/portal");
    assertEquals(complaints, []);
  });
});

Deno.test("R11: the secret of a link leaves the address, and the page survives a reload", async () => {
  await visit([], {}, async ({ page, origin, outbox }) => {
    await page.goto(`${origin}/registro`);
    await page.getByLabel("Nit IPS").fill(A);
    await page.getByRole("button", { name: "Consultar" }).click();
    await page.getByLabel("Cédula").fill("10678452101");
    await page.getByRole("button", { name: "Validar" }).click();
    await page.getByLabel("Ver y Aceptar").check();
    await page.getByLabel("Contraseña", { exact: true }).fill(PASSWORD);
    await page.getByLabel("Confirmar Contraseña").fill(PASSWORD);
    await page.getByRole("button", { name: "Aceptar" }).click();
    await page.getByText("Registro recibido").waitFor();
    await page.goto(await linkInNewestMail(outbox));
    await page.waitForURL(`${origin}/activar`);
    await page.reload();
    assertEquals(page.url(), `${origin}/activar`);
    await page.getByLabel("Contraseña").fill("no es la misma frase");
    await page.getByRole("button", { name: "Activar cuenta" }).click();
    await page.locator("#contrasena-error").waitFor();
    assertEquals(page.url(), `${origin}/activar`);
    await page.getByLabel("Contraseña").fill(PASSWORD);
    await page.getByRole("button", { name: "Activar cuenta" }).click();
    await page.getByText("Cuenta activada").waitFor();
  });
});

/** A device with a passkey store, whose owner agrees or refuses. */
async function addAuthenticator(page: Page, { isUserVerified = true } = {}): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send("WebAuthn.enable");
  await client.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified,
      automaticPresenceSimulation: true,
    },
  });
}

async function signIn(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/zona-ser`);
  await fillSignIn(page, A);
  await page.waitForURL("**/portal");
}
