// Passkeys need a script: the browser makes and uses them through one. It fills a form's field and sends
// the form; the server does the rest. Without this script people sign in with their password.
for (const form of document.querySelectorAll("form[data-passkey]")) {
  const answer = form.elements.namedItem("respuesta");
  const { browserSupportsWebAuthn, startAuthentication, startRegistration } = SimpleWebAuthnBrowser;
  if (!browserSupportsWebAuthn()) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (answer.value !== "") return;
    event.preventDefault();
    const problem = form.querySelector("[data-passkey-problem]");
    problem.hidden = true;
    try {
      const body = new FormData(form);
      const asked = await fetch(form.dataset.passkeyChallenge, { method: "POST", body });
      if (!asked.ok) throw new Error(await asked.text());
      const optionsJSON = await asked.json();
      const isNew = form.dataset.passkey === "new";
      const credential = isNew
        ? await startRegistration({ optionsJSON })
        : await startAuthentication({ optionsJSON });
      answer.value = JSON.stringify(credential);
      form.submit();
    } catch {
      problem.hidden = false;
    }
  });
}
