import { BackToAccount } from "../accounts/back_to_account.tsx";
import { Tokens, type TokensProps } from "./tokens.tsx";
import { Crumb } from "../parts/crumb.tsx";

/** The tokens by which a provider's own programs read its payments. */
export function ProviderTokensPage(props: TokensProps) {
  return (
    <div class="reading">
      <BackToAccount />
      <h1>Programas</h1>
      <p class="lead">
        Su sistema contable puede leer los pagos por sí solo, con un token: una clave larga que vale
        solo para lo que usted escoja, y hasta el día que usted diga. También puede enterarse de lo
        que pasa sin preguntar:{" "}
        <a href="/cuenta/programas/avisos">Avisos a programas</a>. Cómo se pregunta lo dice la{" "}
        <a href="/api">API para programas</a>, donde también se prueba, y hay{" "}
        <a href="/api/ejemplos">ejemplos listos para copiar</a>.
      </p>
      <Tokens {...props} />
    </div>
  );
}

/** The tokens by which programs load payments in the name of a member of the treasury. */
export function StaffTokensPage(props: TokensProps) {
  return (
    <div class="reading">
      <Crumb href="/funcionario/cargas">Cargar archivos</Crumb>
      <h1>Tokens para programas</h1>
      <p class="lead">
        Un programa con su token carga y publica en su nombre, por <code>/api/v1/loads</code>{" "}
        (<a href="/api">API para programas</a>). Lo que carga también lo publica otra persona.
      </p>
      <Tokens {...props} />
    </div>
  );
}
