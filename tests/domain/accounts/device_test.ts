import { assertEquals } from "@std/assert";
import { describeDevice } from "../../../domain/accounts/device.ts";

Deno.test("a User-Agent is shown as people name it", () => {
  const cases: [string, string][] = [
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/156.0 Safari/537.36 Edg/156.0",
      "Edge en Windows",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Firefox/150.0", "Firefox en Linux"],
    ["Mozilla/5.0 (Linux; Android 16) Chrome/156.0 Mobile Safari/537.36", "Chrome en Android"],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Safari/604.1",
      "Safari en iPhone o iPad",
    ],
    ["curl/8.5.0", "Navegador desconocido"],
    ["", "Navegador desconocido"],
  ];
  for (const [userAgent, device] of cases) assertEquals(describeDevice(userAgent), device);
});
