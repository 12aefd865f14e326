import { assertEquals } from "@std/assert";
import { MAX_URL_LENGTH, readTarget } from "../../../lib/webhook/target.ts";

/** The fault of each address where the operator allows this machine, and where not. */
const TARGETS: [string, string, string][] = [
  ["https://erp.ips.example/zona-ser?llave=1", "", ""],
  ["https://erp.ips.example:8443/", "", ""],
  ["https://erp.ips.example:22/", "port", ""],
  ["https://erp.ips.example:80/", "port", ""],
  ["https://8.8.8.8/", "", ""],
  ["http://erp.ips.example/", "notHttps", "notHttps"],
  ["ftp://erp.ips.example/", "notUrl", "notUrl"],
  ["javascript:alert(1)", "notUrl", "notUrl"],
  ["erp.ips.example", "notUrl", "notUrl"],
  ["", "notUrl", "notUrl"],
  ["https://ana:clave@erp.ips.example/", "credentials", "credentials"],
  ["https://ana@erp.ips.example/", "credentials", "credentials"],
  ["https://localhost/", "notPublic", ""],
  ["http://localhost:9000/", "notPublic", ""],
  ["http://127.0.0.1:9000/", "notPublic", ""],
  ["https://[::1]/", "notPublic", ""],
  ["https://2130706433/", "notPublic", ""],
  ["https://0x7f.1/", "notPublic", ""],
  ["https://[::ffff:127.0.0.1]/", "notPublic", ""],
  ["https://10.0.0.1/", "notPublic", "notPublic"],
  ["https://169.254.169.254/latest/meta-data/", "notPublic", "notPublic"],
  ["https://[fd00:ec2::254]/", "notPublic", "notPublic"],
  ["https://[64:ff9b::a9fe:a9fe]/", "notPublic", "notPublic"],
  ["https://erp/", "notPublic", "notPublic"],
  ["https://erp.internal/", "notPublic", "notPublic"],
  ["https://metadata.google.internal./", "notPublic", "notPublic"],
  [`https://erp.ips.example/${"a".repeat(MAX_URL_LENGTH)}`, "tooLong", "tooLong"],
];

Deno.test("an address to be told at is one of the public internet, by https", () => {
  const read = TARGETS.map(([text]) =>
    [false, true].map((allowsLoopback) => {
      const reading = readTarget(text, { allowsLoopback });
      return "fault" in reading ? reading.fault : "";
    })
  );
  assertEquals(
    TARGETS.map(([text], index) => [text, ...(read[index] ?? [])]),
    TARGETS,
  );
});
