import { DEMO_PASSWORD } from "../../../db/demo/demo.ts";
import { cookieOf, NEWCOMER, PAID, type Portal, post, UNPAID } from "../portal.ts";
import { formOf, type Target } from "./target.ts";

const WRONG_PASSWORD = "cuatro tigres comen";

/** What anybody may send. */
export async function signedOutTargets({ origin }: Portal): Promise<Target[]> {
  const signIn = { tipo: "prestador", usuario: PAID.nit, contrasena: WRONG_PASSWORD };
  const nitStep = await stepCookie(origin, [{ paso: "nit", nit: NEWCOMER.nit }]);
  const cedula = `${NEWCOMER.representativeId}1`;
  const cedulaStep = await stepCookie(origin, [
    { paso: "nit", nit: NEWCOMER.nit },
    { paso: "cedula", cedula },
  ]);
  const account = { paso: "cuenta", politicas: "si", contrasena: "corta", confirmacion: "corta" };
  const agent = { ...signIn, usuario: UNPAID.nit, contrasena: DEMO_PASSWORD };
  return [
    formOf("POST /zona-ser, from one place", "/zona-ser", signIn, ["usuario"], { places: "one" }),
    formOf("POST /zona-ser", "/zona-ser", signIn, ["usuario"], { places: "many", risk: 3 }),
    formOf("POST /zona-ser, any usuario", "/zona-ser", signIn, ["tipo", "contrasena", "next"], {
      places: "many",
      randomize: ["usuario"],
    }),
    formOf("POST /zona-ser, right password", "/zona-ser", agent, ["user-agent", "referer"], {
      places: "many",
    }),
    formOf(
      "POST /registro, NIT",
      "/registro",
      { paso: "nit", nit: NEWCOMER.nit },
      ["paso", "nit"],
      {
        risk: 3,
      },
    ),
    formOf("POST /registro, cédula", "/registro", { paso: "cedula", cedula }, ["cedula"], {
      cookie: nitStep,
      places: "many",
      risk: 3,
    }),
    formOf("POST /registro, account", "/registro", account, Object.keys(account), {
      cookie: cedulaStep,
      places: "many",
    }),
    formOf("POST /registro/reglas", "/registro/reglas", { contrasena: "corta" }, ["contrasena"], {
      cookie: cedulaStep,
    }),
    formOf("POST /clave", "/clave", { usuario: PAID.nit }, ["usuario"], {
      places: "many",
      risk: 3,
    }),
    formOf("POST /clave?…", "/clave?abc*", { contrasena: "x", confirmacion: "x" }, []),
    formOf("POST /clave/reglas?…", "/clave/reglas?abc*", { contrasena: "x" }, []),
    formOf("POST /activar?…", "/activar?abc*", { contrasena: "x" }, []),
    { name: "GET /activar?…", path: "/activar?abc*", risk: 3 },
    { name: "GET /clave?…", path: "/clave?abc*", risk: 3 },
    { name: "GET /invitacion?…", path: "/invitacion?abc*", risk: 3 },
    { name: "GET /avisos/baja?…", path: "/avisos/baja?abc*", risk: 3 },
    { name: "GET /zona-ser", path: "/zona-ser?next=/pagos", parameters: ["next"] },
    { name: "GET /zona-ser, cookies", path: "/zona-ser", cookie: "zona-ser=a*; registro=b" },
  ];
}

/** Goes through steps of the registration and answers the cookie that remembers them. */
async function stepCookie(origin: string, steps: Record<string, string>[]): Promise<string> {
  let cookie = "";
  for (const step of steps) {
    const answer = await post(origin, "/registro", step, cookie);
    if (answer.status !== 303) throw new Error(`/registro answered ${answer.status}`);
    cookie = cookieOf(answer) || cookie;
  }
  return cookie;
}
