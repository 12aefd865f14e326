import { assertEquals } from "@std/assert";
import { isPublicHttp } from "../../lib/public_http.ts";

const PUBLIC = [
  "http://portal.mutualser.example",
  "http://portal.example:8080",
  "http://localhost.portal.example",
  "http://10.0.0.1.portal.example",
  "http://8.8.8.8",
  "http://[2606:4700::1111]:8000",
  "http://portal.example.",
];

const PRIVATE = [
  "https://portal.mutualser.example",
  "https://8.8.8.8",
  "http://localhost:8000",
  "http://demo.localhost",
  "http://127.0.0.1:8000",
  "http://127.9.9.9",
  "http://[::1]:8000",
  "http://10.1.2.3",
  "http://172.16.0.9",
  "http://192.168.1.20:8000",
  "http://169.254.1.1",
  "http://[fd00::1]",
  "http://[fe80::1]",
  "http://[::ffff:10.0.0.1]",
  "http://portal",
  "http://portal.local",
  "http://portal.internal",
  "http://portal.lan.",
];

Deno.test("an http address is public unless it is this machine's or a private network's", () => {
  assertEquals(PUBLIC.filter((url) => !isPublicHttp(url)), []);
  assertEquals(PRIVATE.filter(isPublicHttp), []);
});
