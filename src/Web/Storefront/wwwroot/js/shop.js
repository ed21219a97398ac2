// Makes the pages quicker to use. All of them work without it: forms and links that are marked here lead to the same
// pages, of which only the marked parts are exchanged.

document.documentElement.classList.add("js");

const announcer = () => document.getElementById("announcer");

/** Reads out what changed, to those who do not see it. */
function announce(root) {
  const text = [...root.querySelectorAll("[data-announce]")]
    .map(element => element.dataset.announce + element.textContent.trim())
    .join(" ");
  if (text) {
    announcer().textContent = text;
  }
}

/** Loads a page of this site; null when it is not one, or when the visitor is sent elsewhere to sign in. */
async function load(url, options) {
  const response = await fetch(url, { headers: { Accept: "text/html" }, credentials: "same-origin", ...options });
  const isPage = response.headers.get("Content-Type")?.startsWith("text/html");
  if (!response.ok || !isPage || (response.redirected && new URL(response.url).pathname === "/login")) {
    return null;
  }

  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** Exchanges parts of this page for the same parts of another, keeping the focus where it was. */
function swap(page, selectors) {
  const focused = document.activeElement?.id;
  for (const selector of selectors.split(",").map(s => s.trim())) {
    const [old, fresh] = [document.querySelector(selector), page.querySelector(selector)];
    if (old && fresh) {
      old.replaceWith(fresh);
      announce(fresh);
    }
  }

  if (focused) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
}

/** Sends a form in the background. Where that fails, the browser does it: forms that order or pay are never sent this way. */
async function submit(form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter));
  form.setAttribute("aria-busy", "true");
  const page = await load(form.action, { method: "POST", body }).catch(() => null);
  form.removeAttribute("aria-busy");
  if (page) {
    swap(page, form.dataset.swap);
  } else {
    location.reload();
  }
}

/** Adds the next page of a list below the one that is shown. */
async function append(link) {
  const page = await load(link.href).catch(() => null);
  const list = document.querySelector(link.dataset.append);
  const more = page?.querySelector(link.dataset.append);
  if (!list || !more) {
    location.assign(link.href);
    return;
  }

  const first = more.firstElementChild;
  list.append(...more.children);
  const [pager, next] = [link.closest("nav"), page.querySelector(`#${link.closest("nav").id}`)];
  if (next?.querySelector("[data-append]")) {
    pager.replaceWith(next);
  } else {
    pager.remove();
  }

  first?.querySelector("a")?.focus({ preventScroll: true });
}

/** Looks again at what changes by itself, for as long as the page says that it may. */
function poll() {
  const part = document.querySelector("[data-poll]");
  if (!part) {
    return;
  }

  setTimeout(async () => {
    const page = document.hidden ? null : await load(location.href).catch(() => null);
    const fresh = page?.getElementById(part.id);
    if (fresh && fresh.dataset.version !== part.dataset.version) {
      swap(page, `#${part.id}`);
    }

    poll();
  }, Number(part.dataset.poll) * 1000);
}

/** Counts that a product was looked at, for recommendations. The id of the session lives as long as the tab; a visitor whose browser refuses sends nothing. */
function countView() {
  const product = document.querySelector("[data-viewed]")?.dataset.viewed;
  if (!product || navigator.globalPrivacyControl || navigator.doNotTrack === "1" || !crypto.randomUUID) {
    return;
  }

  try {
    const sessionId = sessionStorage.getItem("views") ?? crypto.randomUUID();
    sessionStorage.setItem("views", sessionId);
    const body = JSON.stringify({ sessionId, productIds: [product] });
    navigator.sendBeacon("/api/recommendations/views", new Blob([body], { type: "application/json" }));
  } catch {
    // A browser that stores nothing for this site has no session.
  }
}

document.addEventListener("submit", event => {
  const form = event.target;
  if (form.dataset.swap) {
    event.preventDefault();
    if (form.getAttribute("aria-busy") !== "true") {
      submit(form, event.submitter);
    }
  } else if (form.dataset.once) {
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      return;
    }

    form.setAttribute("aria-busy", "true");
    const said = event.submitter?.dataset.once ?? form.dataset.once;
    if (event.submitter) {
      event.submitter.textContent = said;
    }

    announcer().textContent = said;
  }
});

document.addEventListener("change", event => {
  if (event.target.matches("[data-submit-on-change]") && event.target.reportValidity()) {
    event.target.form.requestSubmit();
  }
});

document.addEventListener("click", async event => {
  const link = event.target.closest("a");
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
    return;
  }

  if (link.dataset.append) {
    event.preventDefault();
    await append(link);
  } else if (link.dataset.swap) {
    event.preventDefault();
    const page = await load(link.href).catch(() => null);
    if (page) {
      swap(page, link.dataset.swap);
      history.replaceState(null, "", link.href);
    } else {
      location.assign(link.href);
    }
  } else if ("picture" in link.dataset) {
    event.preventDefault();
    const picture = document.querySelector(link.hash);
    picture.parentElement.scrollTo({ left: picture.offsetLeft - picture.parentElement.offsetLeft, behavior: "smooth" });
  }
});

// A page that comes back with the browser's back button is as it was left: its forms may be sent again.
addEventListener("pageshow", event => {
  if (event.persisted) {
    location.reload();
  }
});

poll();
countView();
