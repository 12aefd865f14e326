import { nameOf, REGIMES } from "../../domain/affiliates/affiliate.ts";
import { describeState } from "../../domain/affiliates/consulta.ts";
import type { AffiliateHome } from "../../domain/affiliates/home.ts";
import { PasskeyOffer } from "../accounts/passkey_offer.tsx";
import { ModuleList } from "../modules/module_list.tsx";
import { AFFILIATE_MODULES } from "../modules/modules.ts";
import { Fact } from "../parts/fact.tsx";
import { NOT_SAID } from "./on_file.tsx";

type Props = { name: string; home: AffiliateHome; csrfToken: string };

/** Where an affiliate begins: what she can do here, and how her affiliation stands. */
export function AffiliateHomePage({ name, home, csrfToken }: Props) {
  const state = describeState(home.state);
  return (
    <div class="portal">
      <nav aria-labelledby="modulos">
        <h1 id="modulos" class="like-h2">Módulos Portal</h1>
        <ModuleList modules={[...AFFILIATE_MODULES]} />
      </nav>
      <section aria-labelledby="estado">
        {home.offersPasskey && <PasskeyOffer csrfToken={csrfToken} />}
        <h2 id="estado">{name}</h2>
        <p class="lead">
          <strong>{state.name}.</strong> {state.meaning}
        </p>
        <dl class="facts card">
          <Fact name="Régimen">{nameOf(REGIMES, home.regime)}</Fact>
          <Fact name="Municipio">{home.municipality ?? "–"}</Fact>
          <Fact name="IPS primaria">{home.primarySiteName ?? NOT_SAID}</Fact>
        </dl>
      </section>
    </div>
  );
}
