import { assert, assertEquals } from "@std/assert";
import { isWithin, normalizeAddress, parseRange, placeOf } from "../../lib/ip_address.ts";

Deno.test("an address has one spelling", () => {
  const cases: [string, string | undefined][] = [
    ["10.1.2.3", "10.1.2.3"],
    [" 10.1.2.3:8080 ", "10.1.2.3"],
    ["::ffff:10.1.2.3", "10.1.2.3"],
    ["2001:0db8:0:0::1", "2001:db8::1"],
    ["[2001:db8::1]:443", "2001:db8::1"],
    ["fe80::1%eth0", "fe80::1"],
    ["::FFFF:0a01:0203", "10.1.2.3"],
    ["010.1.2.3", undefined],
    ["0x0a.1.2.3", undefined],
    ["10.1", undefined],
    ["167838211", undefined],
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

Deno.test("a range holds the addresses that begin with its bits, in any spelling", () => {
  const table: [range: string, inside: string[], outside: string[]][] = [
    ["10.0.0.0/8", ["10.0.0.0", "10.255.255.255", "::ffff:10.1.2.3"], [
      "11.0.0.0",
      "9.255.255.255",
    ]],
    ["127.0.0.1/8", ["127.0.0.1", "127.9.9.9"], ["128.0.0.1"]],
    ["10.1.2.3", ["10.1.2.3", "::ffff:a01:203"], ["10.1.2.4"]],
    ["192.168.1.128/25", ["192.168.1.200"], ["192.168.1.127"]],
    ["::ffff:10.0.0.0/104", ["10.9.9.9", "::ffff:10.9.9.9"], ["11.0.0.1", "::a09:909"]],
    ["::ffff:10.1.2.3", ["10.1.2.3"], ["10.1.2.4"]],
    ["2001:db8::/32", ["2001:db8:ffff::1", "2001:0DB8::"], ["2001:db9::1", "10.1.2.3"]],
    ["fd00::/9", ["fd7f::1"], ["fd80::1"]],
    ["::1", ["::1", "0:0:0:0:0:0:0:1"], ["::2", "127.0.0.1"]],
    ["0.0.0.0/0", ["1.2.3.4"], ["2001:db8::1"]],
    ["::/0", ["2001:db8::1"], ["1.2.3.4"]],
  ];
  for (const [text, inside, outside] of table) {
    const range = parseRange(text);
    assert(range, text);
    for (const address of inside) assert(isWithin(address, [range]), `${address} in ${text}`);
    for (const address of [...outside, "", "unknown"]) {
      assert(!isWithin(address, [range]), `${address} not in ${text}`);
    }
  }
});

Deno.test("what is no range is none", () => {
  const texts = [
    "",
    "/",
    "/8",
    "10.0.0.0/",
    "10.0.0.0/33",
    "10.0.0.0/-1",
    "10.0.0.0/8/8",
    "10.0.0/8",
  ]
    .concat("10.0.0.0/a", "10.0.0.0/1e1", "10.0.0.0 /8", "010.0.0.0/8", "0x0a.0.0.0/8", "10/8")
    .concat("banana/8", "::/129", "2001:db8::/1280", "2001:db8/32", "::ffff:10.0.0.0/95", "*")
    .concat("10.0.0.1-10.0.0.9", "10.0.0.0/255.0.0.0", "[::1]", "10.0.0.1:80");
  for (const text of texts) assertEquals(parseRange(text), undefined, text);
});
