/* The portal, which waits long for the answers of its database. */
import { waitLong } from "./patient.ts";

waitLong();
await import("../../../main.ts");
