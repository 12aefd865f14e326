import type { Eps } from "../domain/eps.ts";
import { Icon } from "./parts/icon.tsx";

/** The first page: what the portal is for, the way into Zona Ser, and who the EPS is. */
export function HomePage({ eps }: { eps: Eps }) {
  return (
    <>
      <section class="hero">
        <div class="hero-words">
          <h1>Lo que le pagamos, factura por factura</h1>
          <p>
            Consulte sus pagos, descárguelos en Excel y resuelva diferencias sin llamar ni hacer
            fila.
          </p>
        </div>
      </section>
      <section class="way-in card">
        <div>
          <h2>
            <a class="button button-large" href="/zona-ser">
              Zona Ser <Icon name="arrow" />
            </a>
          </h2>
          <p>Para prestadores. Entre con su usuario y su contraseña.</p>
        </div>
        <div class="way-in-aside">
          <h3>Sin iniciar sesión</h3>
          <ul class="link-list">
            <li>
              <a href="/afiliados">
                Para afiliados y sus familias <Icon name="next" />
              </a>
            </li>
            <li>
              <a href="/registro">
                Registre su IPS en cuatro pasos <Icon name="next" />
              </a>
            </li>
            <li>
              <a href="/verificar">
                Verifique un certificado <Icon name="next" />
              </a>
            </li>
            <li>
              <a href="/politicas">
                Lea cómo cuidamos sus datos <Icon name="next" />
              </a>
            </li>
          </ul>
        </div>
      </section>
      <About eps={eps} />
    </>
  );
}

function About({ eps }: { eps: Eps }) {
  return (
    <section class="about">
      <h2>Quiénes somos</h2>
      <div class="columns">
        <div>
          <h3>Una EPS del Caribe</h3>
          <p>
            Somos la entidad promotora de salud de miles de familias de la costa Caribe colombiana,
            y trabajamos con clínicas, hospitales y laboratorios de toda la región.
          </p>
        </div>
        <div>
          <h3>Cuentas claras</h3>
          <p>
            Cada pago muestra las facturas que cubre, lo que se retuvo y lo que falta por aplicar.
            Si una cifra no cuadra, lo decimos.
          </p>
        </div>
        <div>
          <h3>Cerca de usted</h3>
          <p>
            {eps.name}{" "}
            le atiende por esta página a cualquier hora, por teléfono las 24 horas y en sus oficinas
            de lunes a viernes.
          </p>
        </div>
      </div>
    </section>
  );
}
