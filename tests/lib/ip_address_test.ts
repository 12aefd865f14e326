import { assertEquals } from "@std/assert";
import { normalizeAddress, placeOf } from "../../lib/ip_address.ts";

Deno.test("an address has one spelling", () => {
  const cases: [string, string | undefined][] = [
    ["10.1.2.3", "10.1.2.3"],
    [" 10.1.2.3:8080 ", "10.1.2.3"],
    ["::ffff:10.1.2.3", "10.1.2.3"],
    ["2001:0db8:0:0::1", "2001:db8::1"],
    ["[2001:db8::1]:443", "2001:db8::1"],
    ["fe80::1%eth0", "fe80::1"],
    ["unknown", undefined],
    ["", undefined],
    ["10.1.2.3, 4.5.6.7", undefined],
  ];
  for (const [text, address] of cases) assertEquals(normalizeAddress(text), address, text);
});

Deno.test("an IPv6 customer is one place, an IPv4 address is its own", () => {
  assertEquals(placeOf("10.1.2.3"), "10.1.2.3");
  assertEquals(placeOf("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  assertEquals(placeOf("2001:db8::1"), "2001:db8:0:0::/64");
  assertEquals(placeOf("::1"), "0:0:0:0::/64");
  assertEquals(placeOf(""), "");
});
