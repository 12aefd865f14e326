import { assert, assertEquals } from "@std/assert";
import { gunzipSync } from "node:zlib";
import { acceptsGzip, gzipText } from "../../lib/gzip.ts";

Deno.test("a client takes gzip where it says so, or takes anything", () => {
  for (const yes of ["gzip", "br, gzip", "GZIP;q=0.5", "*", "deflate, gzip;q=1.0, *;q=0"]) {
    assertEquals(acceptsGzip(yes), true, yes);
  }
  for (const no of [undefined, "", "br", "identity", "gzip;q=0", "gzip; q=0.000", "x-gzipped"]) {
    assertEquals(acceptsGzip(no), false, no);
  }
});

Deno.test("a long text comes back as it was, a short one is left alone", () => {
  const long = "<td>Número de Factura</td>".repeat(500);
  const packed = gzipText(long);
  assert(packed !== undefined && packed.length < long.length / 10);
  assertEquals(gunzipSync(packed).toString(), long);
  assertEquals(gzipText("corto"), undefined);
});
