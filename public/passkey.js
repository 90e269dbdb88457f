// Lets the browser make or show a passkey, then sends the form with what it says.

const { browserSupportsWebAuthn, startAuthentication, startRegistration } = window.SimpleWebAuthnBrowser;

for (const form of document.querySelectorAll('[data-passkey]')) {
  if (!browserSupportsWebAuthn()) continue;
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const failed = form.querySelector('[data-failed]');
    failed.textContent = '';
    try {
      const answer =
        form.dataset.passkey === 'make'
          ? await startRegistration({ optionsJSON: JSON.parse(form.dataset.options) })
          : await startAuthentication({ optionsJSON: await (await fetch(form.dataset.optionsAt)).json() });
      form.elements.answer.value = JSON.stringify(answer);
      form.submit();
    } catch {
      failed.textContent = failed.dataset.failed;
    }
  });
}
