/* The portal, in which something throws where nobody waits for it, at SIGUSR2. */
await import("../../../main.ts");
Deno.addSignalListener("SIGUSR2", () => {
  Promise.reject(new Error("from nowhere"));
  setTimeout(() => {
    throw new TypeError("from a timer");
  });
});
console.log("armed");
