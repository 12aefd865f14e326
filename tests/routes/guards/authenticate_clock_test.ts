import { assert, assertEquals } from "@std/assert";
import { MAX_WAIT_MS } from "../../../domain/accounts/attempt_limit.ts";
import { A, createAccount, NOW, PASSWORD, testApp } from "../../support/app.ts";

const HOUR_MS = 60 * 60 * 1000;
const JUMPS = { "two hours back": -2 * HOUR_MS, "a day ahead": 24 * HOUR_MS };
const right = { tipo: "prestador", usuario: A, contrasena: PASSWORD };
const wrong = { ...right, contrasena: "otra frase cualquiera" };

for (const [jump, jumpMs] of Object.entries(JUMPS)) {
  Deno.test(`D13: where the clock jumps ${jump}, sessions end, and one signs in anew`, async () => {
    await using portal = await testApp();
    const browser = await portal.signIn();
    // Long enough for the clock, put back, to be after the sign-in.
    for (let hours = 0; hours < 3; hours += 0.25) {
      portal.clock.nowMs = NOW + hours * HOUR_MS;
      assertEquals((await browser.get("/portal")).status, 200);
    }
    portal.clock.nowMs += jumpMs;
    const answer = await browser.get("/portal");
    assertEquals([answer.status, answer.headers.get("location")], [
      303,
      "/zona-ser?next=%2Fportal",
    ]);
    assertEquals((await browser.post("/zona-ser", right)).status, 303);
    assertEquals((await browser.get("/portal")).status, 200);
  });

  Deno.test(`D13: where the clock jumps ${jump}, nobody waits longer than the longest wait`, async () => {
    await using portal = await testApp();
    await createAccount(portal.services, A);
    const browser = portal.browser();
    const tryOnce = async () => {
      const answer = await browser.post("/zona-ser", wrong);
      return { status: answer.status, waitS: Number(answer.headers.get("retry-after") ?? 0) };
    };
    let last = await tryOnce();
    for (let tries = 1; tries < 20 && last.status !== 429; tries++) last = await tryOnce();
    assertEquals(last.status, 429);
    portal.clock.nowMs += jumpMs;
    for (let tries = 0; tries < 3; tries++) {
      last = await tryOnce();
      assert(last.waitS >= 0 && last.waitS <= MAX_WAIT_MS / 1000, `${last.waitS} s`);
    }
  });
}
