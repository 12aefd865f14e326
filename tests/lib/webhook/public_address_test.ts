import { assertEquals } from "@std/assert";
import { isLoopbackAddress, isPublicAddress } from "../../../lib/webhook/public_address.ts";

const PUBLIC = [
  "8.8.8.8",
  "1.1.1.1",
  "172.32.0.1",
  "100.128.0.1",
  "2606:4700::1111",
  "2001:4860:4860::8888",
  "2a02:26f0::1",
  "::ffff:8.8.8.8",
];

/** By what each is. */
const OTHERS: Record<string, string[]> = {
  unspecified: ["0.0.0.0", "0.1.2.3", "::", "::ffff:0.0.0.0"],
  loopback: ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "::ffff:7f00:1"],
  private: ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "fd00::1", "fc00::1"],
  linkLocal: ["169.254.1.1", "fe80::1", "febf::1", "fe80::1%eth0", "::ffff:169.254.169.254"],
  shared: ["100.64.0.1", "100.127.255.255"],
  metadata: [
    "169.254.169.254",
    "fd00:ec2::254",
    "100.100.100.200",
    "192.0.0.192",
    "168.63.129.16",
    "::ffff:168.63.129.16",
  ],
  multicast: ["224.0.0.1", "239.255.255.255", "ff02::1"],
  broadcast: ["255.255.255.255"],
  reserved: ["192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "240.0.0.1", "2001:db8::1"],
  carriesIpv4: [
    "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
    "::7f00:1",
  ],
  old: ["fec0::1", "3ffe::1%1", "100::1", "5f00::1"],
  noAddress: ["", "localhost", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "8.8.8.8.8"],
};

Deno.test("J12: only addresses of the public internet are public", () => {
  assertEquals(PUBLIC.filter((address) => !isPublicAddress(address)), []);
  const wrong = Object.values(OTHERS).map((addresses) => addresses.filter(isPublicAddress));
  assertEquals(wrong.flat(), []);
});

Deno.test("this machine is known in every spelling", () => {
  const { loopback = [], private: nets = [], noAddress = [] } = OTHERS;
  assertEquals(loopback.filter((address) => !isLoopbackAddress(address)), []);
  assertEquals([...PUBLIC, ...nets, ...noAddress].filter(isLoopbackAddress), []);
});
