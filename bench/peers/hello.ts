import { Hono } from "hono";

/** A Hono application that says hello; command line: its port. */
const app = new Hono();
app.get("/", (c) => c.html("<!DOCTYPE html><title>Hola</title><h1>Hola</h1>"));
Deno.serve({ port: Number(Deno.args[0]), hostname: "127.0.0.1" }, app.fetch);
