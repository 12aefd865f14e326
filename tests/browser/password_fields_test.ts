/// <reference lib="dom" />
import { assertEquals } from "@std/assert";
import { createAccount, PASSWORD } from "../support/app.ts";
import { linkInNewestMail, type Visit, visit } from "../support/browser.ts";
import { A, B } from "../support/files.ts";

const CURRENT = "password current-password";
const NEW = "password new-password";

Deno.test("A4: every password field hides what is typed and says to a manager what it is", async () => {
  await visit([], {}, async (visit) => {
    const { page, origin, portal, outbox } = visit;
    const seen: Record<string, string[]> = {};
    const look = async (path: string) => {
      seen[path] = await page.locator(
        "input:is([type=password], [name*=contrasena], [name=actual])",
      )
        .evaluateAll((fields) =>
          fields.map((field) =>
            `${field.getAttribute("type")} ${field.getAttribute("autocomplete")}`
          )
        );
    };
    await page.goto(`${origin}/registro`);
    await page.getByLabel("Nit IPS").fill(B);
    await page.getByRole("button", { name: "Consultar" }).click();
    await page.getByLabel("Cédula").fill("731234561");
    await page.getByRole("button", { name: "Validar" }).click();
    await page.getByLabel("Confirmar Contraseña").waitFor();
    await look("registration");
    await page.getByLabel("Ver y Aceptar las Políticas del Sitio").check();
    await page.getByLabel("Contraseña", { exact: true }).fill(PASSWORD);
    await page.getByLabel("Confirmar Contraseña").fill(PASSWORD);
    await page.getByRole("button", { name: "Aceptar" }).click();
    await page.getByText("Registro recibido.").waitFor();
    await page.goto(await linkInNewestMail(outbox));
    await look("activation");
    await createAccount(portal.services, A);
    await page.goto(`${origin}/zona-ser`);
    await look("sign-in");
    assertEquals(await page.locator("#usuario").getAttribute("autocomplete"), "username");
    await signIn(visit);
    for (const path of ["/cuenta", "/cuenta/correo", "/cuenta/segundo-factor"]) {
      await page.goto(origin + path);
      await look(path);
    }
    assertEquals(seen, {
      registration: [NEW, NEW],
      activation: [CURRENT],
      "sign-in": [CURRENT],
      "/cuenta": [CURRENT, NEW, NEW],
      "/cuenta/correo": [CURRENT],
      "/cuenta/segundo-factor": [CURRENT],
    });
  });
});

Deno.test("A4: a password may be pasted, and the pasted one signs in", async () => {
  await visit([], {}, async (visit) => {
    const { page, origin, portal, complaints } = visit;
    await createAccount(portal.services, A);
    await page.goto(`${origin}/zona-ser`);
    const user = page.getByLabel("Usuario", { exact: true });
    await user.fill(PASSWORD);
    await user.press("Control+A");
    await user.press("Control+C");
    await user.fill(A);
    const password = page.getByLabel("Contraseña");
    await password.focus();
    await password.press("Control+V");
    await page.waitForFunction(
      (typed) => document.querySelector<HTMLInputElement>("[type=password]")?.value === typed,
      PASSWORD,
    );
    await page.getByRole("button", { name: "Inicio de Sesión" }).click();
    await page.getByRole("heading", { name: "Módulos Portal" }).waitFor();
    assertEquals(complaints, []);
  });
});

async function signIn({ page }: Visit): Promise<void> {
  await page.getByLabel("Usuario", { exact: true }).fill(A);
  await page.getByLabel("Contraseña").fill(PASSWORD);
  await page.getByRole("button", { name: "Inicio de Sesión" }).click();
  await page.getByRole("heading", { name: "Módulos Portal" }).waitFor();
}
