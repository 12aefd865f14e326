import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { fileParts, files } from "../../../db/schema.ts";
import { findLoads } from "../../../db/loads/history.ts";
import { createBackground } from "../../../routes/after_answer.ts";
import { MAX_FILES, MAX_UPLOAD_BYTES } from "../../../routes/loads/upload.ts";
import { csrfOf, type TestApp, testApp } from "../../support/app.ts";
import { aVoucher, VOUCHERS_HEADER } from "../../support/files.ts";
import { BOUNDARY, longForm, MULTIPART } from "../../support/long_form.ts";
import {
  codeOf,
  formOf,
  LOADS,
  type NamedText,
  onePayment,
  staffScript,
  uploadAndJudge,
} from "../../support/uploads.ts";
import { uploadMeasured } from "./support/measured_upload.ts";

async function loadCount({ db }: TestApp): Promise<number> {
  return (await findLoads(db, { page: 1 })).total;
}

Deno.test("U1: another role, no session or a foreign page gets its answer before a byte is read", async () => {
  await using portal = await testApp();
  const senders = [
    [await portal.signInStaff("administrador"), 403],
    [await portal.signInStaff("auditor"), 403],
    [await portal.signIn(), 403],
    [portal.browser(), 303],
  ] as const;
  for (const [sender, status] of senders) {
    const { body, taken } = longForm("x", MAX_UPLOAD_BYTES);
    const answer = await sender.upload(LOADS, body, MULTIPART);
    assertEquals([answer.status, taken.bytes], [status, 0]);
    await answer.body?.cancel();
  }
  const loader = await portal.signInStaff("tesoreria");
  const { body, taken } = longForm(await codeOf(loader), MAX_UPLOAD_BYTES);
  const foreign = { ...MULTIPART, origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  const answer = await loader.upload(LOADS, body, foreign);
  assertEquals([answer.status, taken.bytes], [403, 0]);
  await answer.body?.cancel();
});

Deno.test("U1: a program's token of another kind gets its answer before a byte is read", async () => {
  await using portal = await testApp();
  const { ask } = await staffScript(portal, "auditor");
  const { body, taken } = longForm("x", MAX_UPLOAD_BYTES);
  const answer = await ask("POST", "/loads", { body, headers: MULTIPART });
  assertEquals([answer.status, taken.bytes], [403, 0]);
  await answer.body?.cancel();
});

Deno.test("U1: one byte more than 200 MB is refused by its length, unread", async () => {
  await using portal = await testApp();
  const loader = await portal.signInStaff("tesoreria");
  const size = MAX_UPLOAD_BYTES + 1;
  const { body, taken } = longForm(await codeOf(loader), size);
  const answer = await loader.upload(LOADS, body, { ...MULTIPART, "content-length": `${size}` });
  assertEquals([answer.status, taken.bytes], [413, 0]);
  assertStringIncludes(await answer.text(), "Los archivos pesan más de 200 MB");
});

Deno.test("U1: one byte more that comes in chunks is refused where it passes, in flat memory, and nothing stays", async () => {
  const { grewMb, taken, ...left } = await uploadMeasured(MAX_UPLOAD_BYTES + 1);
  assertEquals(left, { status: 413, files: 0, parts: 0, loads: 1 });
  assert(taken > MAX_UPLOAD_BYTES, `${taken}`);
  assert(grewMb < 120, `${grewMb} MB`);
});

Deno.test("a load without the code of this very session is refused after the fields, before the files", async () => {
  await using portal = await testApp();
  const [loader, other] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("tesoreria"),
  ];
  for (const csrf of ["x.y.z", await codeOf(other)]) {
    const { body, taken } = longForm(csrf, 50 * 2 ** 20);
    const answer = await loader.upload(LOADS, body, MULTIPART);
    assertEquals(answer.status, 403);
    assert(taken.bytes < 2 ** 20, `${taken.bytes}`);
    await answer.body?.cancel();
  }
  assertEquals((await loader.upload(LOADS, formOf("", onePayment()))).status, 403);
  assertEquals(await loadCount(portal), 1);
});

Deno.test("U5: a file called ../../x is shown by its last part, and nothing is written elsewhere", async () => {
  await using portal = await testApp();
  const loader = await portal.signInStaff("tesoreria");
  const names = ["../../x", "..\\..\\y.csv", "/etc/passwd", '"><script>alert(1)</script>.csv'];
  const files = names.map((name, index): NamedText => [
    name,
    VOUCHERS_HEADER,
    aVoucher({ number: `N${index}` }),
  ]);
  const page = await (await loader.get(await uploadAndJudge(portal, loader, files))).text();
  const shown = [...page.matchAll(/<strong>([^<]*)<\/strong><span>Comprobantes/g)];
  assertEquals(shown.map(([, name]) => name), [
    "x",
    "y.csv",
    "passwd",
    "script&gt;.csv",
  ]);
  assert(!page.includes("<script>alert"));
});

Deno.test("no file, too many, and what is no form: each says what to do, and nothing is loaded", async () => {
  await using portal = await testApp();
  const loader = await portal.signInStaff("tesoreria");
  const csrf = await codeOf(loader);
  const none = await loader.upload(LOADS, formOf(csrf, [["", ""]], { sinAvisos: "si" }));
  assertEquals(none.status, 422);
  const page = await none.text();
  assertStringIncludes(page, "Escoja al menos un archivo.");
  assertMatch(page, /name="sinAvisos"[^>]*checked/);
  const many = Array.from({ length: MAX_FILES + 1 }, (_, i): NamedText => [`${i}.csv`, "x"]);
  const tooMany = await loader.upload(LOADS, formOf(csrfOf(page), many));
  assertEquals(tooMany.status, 422);
  assertStringIncludes(await tooMany.text(), "Cargue a lo sumo 20 archivos de una vez.");
  const bodies: [string, string][] = [
    ["hola", "text/plain"],
    ["{}", "application/json"],
    ["csrf=x", "application/x-www-form-urlencoded"],
    [`--${BOUNDARY}\r\n`, MULTIPART["content-type"]],
    ["nada", "multipart/form-data"],
  ];
  for (const [body, type] of bodies) {
    const answer = await loader.upload(LOADS, body, { "content-type": type });
    assertEquals(answer.status, 400, type);
    await answer.body?.cancel();
  }
  assertEquals(await loadCount(portal), 1);
});

Deno.test("an upload that is cut in the middle loads nothing", async () => {
  await using portal = await testApp();
  const loader = await portal.signInStaff("tesoreria");
  const form = formOf(await codeOf(loader), onePayment());
  const whole = new Request("http://x/", { method: "POST", body: form });
  const bytes = new Uint8Array(await whole.arrayBuffer());
  const type = { "content-type": whole.headers.get("content-type") ?? "" };
  for (const part of [0.3, 0.6, 0.9, 0.99]) {
    const cut = bytes.slice(0, Math.floor(bytes.length * part));
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(cut),
      pull: (controller) => controller.error(new TypeError("connection reset")),
    });
    for (const body of [cut, broken]) {
      const answer = await loader.upload(LOADS, body, type);
      assert([400, 403].includes(answer.status), `${part}: ${answer.status}`);
      await answer.body?.cancel();
    }
  }
  assertEquals(await loadCount(portal), 1);
});

Deno.test("a form that is sent twice is one load, and the same form with other files is another", async () => {
  await using portal = await testApp();
  const loader = await portal.signInStaff("tesoreria");
  const page = await (await loader.get(LOADS)).text();
  const [, envio = ""] = /name="envio" value="([^"]+)"/.exec(page) ?? [];
  const csrf = csrfOf(page);
  const send = async (files = onePayment()) => {
    const answer = await loader.upload(LOADS, formOf(csrf, files, { envio }));
    await answer.body?.cancel();
    return [answer.status, answer.headers.get("location")];
  };
  const [first, second] = await Promise.all([send(), send()]);
  await portal.services.background.settled();
  assertEquals([first?.[0], await send(), await loadCount(portal)], [303, second, 2]);
  assertEquals(first, second);
  const shown = await (await loader.get(`${first?.[1]}`)).text();
  assertStringIncludes(shown, "Revisada y guardada");
  const other = await send(onePayment("2002"));
  await portal.services.background.settled();
  assertEquals([other[0], other[1] === first?.[1], await loadCount(portal)], [303, false, 3]);
  assertEquals([await portal.db.$count(files), await portal.db.$count(fileParts)], [0, 0]);
});

Deno.test("twenty files of one name are judged as one load, each by a name of its own", async () => {
  await using portal = await testApp();
  const loader = await portal.signInStaff("tesoreria");
  const twenty = Array.from({ length: MAX_FILES }, (_, index): NamedText => [
    "pagos.csv",
    VOUCHERS_HEADER,
    aVoucher({ number: `V${index}` }),
  ]);
  const page = await (await loader.get(await uploadAndJudge(portal, loader, twenty))).text();
  assertStringIncludes(page, "pagos.csv (20)");
  assertStringIncludes(page, "$\u00a020.000,00");
});

Deno.test("U13: a full disk refuses the load with a sentence, and the portal goes on", async () => {
  await using portal = await testApp();
  const loader = await portal.signInStaff("tesoreria");
  const { $client } = portal.db;
  const pages = Number((await $client.execute("PRAGMA page_count")).rows[0]?.page_count);
  await $client.execute(`PRAGMA max_page_count = ${pages + 30}`);
  const rows = Array.from({ length: 5000 }, (_, index) => aVoucher({ number: `D${index}` }));
  const address = await uploadAndJudge(portal, loader, [["d.csv", VOUCHERS_HEADER, ...rows]]);
  await $client.execute(`PRAGMA max_page_count = ${pages * 100}`);
  const page = await (await loader.get(address)).text();
  assertStringIncludes(page, "No hay espacio en el disco del servidor: no se guardó nada.");
  const again = await uploadAndJudge(portal, loader, [["d.csv", VOUCHERS_HEADER, ...rows]]);
  assertStringIncludes(await (await loader.get(again)).text(), "Revisada y guardada");
});

Deno.test("while a load is judged its page says how far it is, as a whole and as a part", async () => {
  await using portal = await testApp();
  const loader = await portal.signInStaff("tesoreria");
  const rows = Array.from({ length: 20_000 }, (_, index) => aVoucher({ number: `P${index}` }));
  const form = formOf(await codeOf(loader), [["p.csv", VOUCHERS_HEADER, ...rows]]);
  const answer = await loader.upload(LOADS, form);
  const address = answer.headers.get("location") ?? "";
  const page = await (await loader.get(address)).text();
  assertStringIncludes(page, "En revisión");
  assertMatch(
    page,
    /hx-get="\/funcionario\/cargas\/[^"]+" hx-trigger="every 1s" hx-sync="drop" hx-nonce="/,
  );
  assertMatch(page, /<a href="\/funcionario\/cargas\/[^"]+">.*Actualizar/);
  const part = await loader.get(address, { "hx-request": "true", "hx-target": "div#carga" });
  assert(!(await part.text()).includes("<html"));
  await portal.services.background.settled();
  const done = await (await loader.get(address)).text();
  assert(!done.includes("hx-trigger"), "nothing asks any more");
});

Deno.test("D9: a load that the end of the process stops is refused, can be sent again, and leaves no file", async () => {
  await using portal = await testApp();
  const stopping = new AbortController();
  const fail = (error: unknown) => {
    throw error;
  };
  portal.services.background = createBackground(fail, stopping.signal);
  const loader = await portal.signInStaff("tesoreria");
  const rows = Array.from({ length: 30_000 }, (_, index) => aVoucher({ number: `S${index}` }));
  const file: NamedText = ["s.csv", VOUCHERS_HEADER, ...rows];
  const answer = await loader.upload(LOADS, formOf(await codeOf(loader), [file]));
  stopping.abort();
  await portal.services.background.settled();
  const page = await (await loader.get(answer.headers.get("location") ?? "")).text();
  assertStringIncludes(page, "La carga se interrumpió antes de terminar: cargue de nuevo.");
});
