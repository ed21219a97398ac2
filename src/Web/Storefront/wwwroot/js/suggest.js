// Suggests products, categories and searches while a customer types: a combobox with a list of options, as WAI-ARIA describes it. Without it the form searches as it is.

const WAIT_MS = 120;
const LETTERS_MIN = 2;
const LIMIT = 6;

const input = document.querySelector("input[data-suggest]");

/** An element with attributes and children; text is text, never markup. */
function element(name, attributes, ...children) {
  const result = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    result.setAttribute(key, value);
  }

  result.append(...children);
  return result;
}

/** The smallest size of a picture: its width stands before the ending. */
function thumbnail(image) {
  const width = image?.widths?.[0];
  return !image ? null : width ? image.url.replace(`-${image.width}.`, `-${width}.`) : image.url;
}

function money(product) {
  return new Intl.NumberFormat("en", { style: "currency", currency: product.currency }).format(product.price);
}

function suggest(input) {
  const form = input.form;
  const list = element("div", { id: `${input.id}-list`, class: "suggestions", role: "listbox", "aria-label": "Suggestions" });
  list.hidden = true;
  form.append(list);
  for (const [key, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": list.id, "aria-expanded": "false", autocapitalize: "none", spellcheck: "false",
  })) {
    input.setAttribute(key, value);
  }

  let active = -1;
  let timer = 0;
  let request = null;

  const options = () => [...list.querySelectorAll("[role=option]")];

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function group(label, children) {
    return children.length === 0
      ? []
      : [element("div", { role: "group", "aria-label": label }, element("p", { class: "suggestions-label", "aria-hidden": "true" }, label), ...children)];
  }

  function option(href, ...children) {
    return element("a", { role: "option", "aria-selected": "false", tabindex: "-1", href }, ...children);
  }

  function show(found) {
    list.replaceChildren(
      ...group("Searches", found.queries.map(text => option(`/search?q=${encodeURIComponent(text)}`, element("span", { class: "suggestion-name" }, text)))),
      ...group("Categories", found.categories.map(category => option(
        `/c/${encodeURIComponent(category.slug)}`,
        element("span", { class: "suggestion-name" }, category.name),
        ...(category.parent ? [element("span", { class: "suggestion-more" }, `in ${category.parent}`)] : [])))),
      ...group("Products", found.products.map(product => {
        const picture = thumbnail(product.image);
        return option(
          `/products/${encodeURIComponent(product.slug)}`,
          element("img", { src: picture ?? "/img/placeholder.svg", alt: "", width: "40", height: "40", loading: "lazy" }),
          element("span", { class: "suggestion-name" }, product.name),
          element("span", { class: "suggestion-more" }, money(product)));
      })));
    options().forEach((item, i) => { item.id = `${list.id}-${i}`; });
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = options().length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    document.getElementById("announcer").textContent = list.hidden ? "" : `${options().length} suggestions`;
  }

  /** Moves to an option; before the first and after the last one is what was typed. */
  function move(step) {
    const all = options();
    active = (active + 1 + step + all.length + 1) % (all.length + 1) - 1;
    all.forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    if (active < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", all[active].id);
      all[active].scrollIntoView({ block: "nearest" });
    }
  }

  async function ask() {
    request?.abort();
    request = new AbortController();
    const asked = input.value;
    try {
      const response = await fetch(`${input.dataset.suggest}?limit=${LIMIT}&q=${encodeURIComponent(asked)}`, { signal: request.signal, credentials: "omit" });
      if (response.ok && asked === input.value && document.activeElement === input) {
        show(await response.json());
      }
    } catch {
      // A newer text was typed, or the shop cannot be reached: the form still searches.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < LETTERS_MIN) {
      close();
    } else {
      timer = setTimeout(ask, WAIT_MS);
    }
  });

  input.addEventListener("keydown", event => {
    if (event.isComposing) {
      return;
    }

    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!list.hidden) {
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if (input.value.trim().length >= LETTERS_MIN) {
        ask();
      }
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      options()[active].click();
    } else if (event.key === "Tab") {
      close();
    }
  });

  // The focus stays in the field, so that the list is not closed before the click arrives.
  list.addEventListener("mousedown", event => event.preventDefault());
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
}

if (input) {
  suggest(input);
}
