// Lets the device make or use a passkey, and sends what it says with the form that holds the options.
const form = document.querySelector("form[data-make], form[data-use]");

async function ask() {
  const { make, use } = form.dataset;
  const credential = make
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(make)) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(use)) });
  const said = { ...credential.toJSON(), extensions: JSON.stringify(credential.getClientExtensionResults()) };
  form.elements.credential.value = JSON.stringify(said);
  form.submit();
}

if (form) {
  ask().catch(() => {
    const problem = form.querySelector("[data-problem]");
    problem.textContent = form.dataset.failed;
    problem.hidden = false;
  });
}
