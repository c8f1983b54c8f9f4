/* Everything works without this file; it saves page loads. */
(() => {
  const subscribers = {};
  window.PUB_SUB_EVENTS ??= {
    cartUpdate: 'cart-update',
    quantityUpdate: 'quantity-update',
    variantChange: 'variant-change',
    cartError: 'cart-error',
  };
  window.subscribe = (name, callback) => {
    subscribers[name] = [...(subscribers[name] ?? []), callback];
    return () => {
      subscribers[name] = subscribers[name].filter((one) => one !== callback);
    };
  };
  window.publish = (name, data) =>
    Promise.all((subscribers[name] ?? []).map((callback) => callback(data)));

  const parse = (html) => new DOMParser().parseFromString(html, 'text/html');
  const announce = (text) => {
    const element = document.getElementById('Announcer');
    if (element) element.textContent = text;
  };
  const cartElement = () => document.querySelector('cart-notification') ?? document.querySelector('cart-drawer');
  const sectionIds = () => (cartElement()?.getSectionsToRender() ?? BUBBLE).map((one) => one.section ?? one.id);
  const BUBBLE = [{ id: 'cart-icon-bubble', selector: '.shopify-section' }];

  const post = async (url, body, signal) => {
    const json = !(body instanceof FormData);
    const response = await fetch(url, {
      method: 'POST',
      signal,
      headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest', ...(json ? { 'Content-Type': 'application/json' } : {}) },
      body: json ? JSON.stringify(body) : body,
    });
    return response.json();
  };

  /** Puts freshly rendered sections where the old ones stand. */
  const renderSections = (sections, wanted) => {
    for (const { id, section = id, selector } of wanted) {
      const html = sections?.[section];
      const target = document.getElementById(id);
      if (!html || !target) continue;
      const fresh = parse(html);
      const source = fresh.querySelector(selector ?? `#${CSS.escape(id)}`) ?? fresh.querySelector('.shopify-section');
      if (source) target.innerHTML = source.innerHTML;
    }
  };

  class CartDrawer extends HTMLElement {
    connectedCallback() {
      this.bubble = document.getElementById('cart-icon-bubble');
      this.onBubble = (event) => {
        event.preventDefault();
        this.open(this.bubble);
      };
      this.bubble?.addEventListener('click', this.onBubble);
      this.addEventListener('click', (event) => {
        if (event.target === this.dialog || event.target.closest('[data-close]')) this.close();
      });
    }
    disconnectedCallback() {
      this.bubble?.removeEventListener('click', this.onBubble);
    }
    get dialog() {
      return this.querySelector('dialog');
    }
    open(trigger) {
      this.activeElement = trigger;
      if (!this.dialog.open) this.dialog.showModal();
    }
    close() {
      this.dialog.close();
      this.activeElement?.focus();
    }
    setActiveElement(element) {
      this.activeElement = element;
    }
    getSectionsToRender() {
      return [{ id: 'cart-drawer', selector: '#CartDrawer' }, { id: 'cart-icon-bubble' }];
    }
    getSectionInnerHTML(html, selector = '.shopify-section') {
      return parse(html).querySelector(selector).innerHTML;
    }
    renderContents(state, isClosed = false) {
      this.classList.toggle('is-empty', state.item_count === 0);
      renderSections(state.sections, [{ id: 'CartDrawer', section: 'cart-drawer' }, BUBBLE[0]]);
      if (!isClosed) this.open(this.activeElement);
    }
  }
  customElements.define('cart-drawer', CartDrawer);

  /** Line changes, in the drawer and on the cart page. */
  const changeLine = async (element, line, quantity) => {
    const host = element.closest('cart-items, cart-drawer');
    host?.classList.add('is-loading');
    const page = host?.closest('.shopify-section');
    const wanted =
      host?.localName === 'cart-items'
        ? [{ id: page.id, section: page.id.replace('shopify-section-', ''), selector: '.shopify-section' }, BUBBLE[0]]
        : [{ id: 'CartDrawer', section: 'cart-drawer' }, BUBBLE[0]];
    try {
      const state = await post(`${window.routes.cart_change_url}.js`, {
        line, quantity, sections: wanted.map((one) => one.section ?? one.id), sections_url: location.pathname,
      });
      if (state.status) {
        const fresh = await (await fetch(`${location.pathname}?sections=${wanted.map((one) => one.section ?? one.id)}`)).json();
        renderSections(fresh, wanted);
        const error = document.querySelector(`${host.localName} [data-line-error="${line}"]`);
        if (error) error.textContent = state.description;
        window.publish('cart-error', { source: 'cart-items', message: state.description });
        return;
      }
      renderSections(state.sections, wanted);
      window.publish('cart-update', { source: 'cart-items', cartData: state });
    } catch {
      const error = host?.querySelector(`[data-line-error="${line}"]`);
      if (error) error.textContent = window.themeStrings.failed;
    } finally {
      document.querySelector(host?.localName ?? 'cart-drawer')?.classList.remove('is-loading');
    }
  };
  customElements.define('cart-items', class extends HTMLElement {});

  customElements.define('quantity-input', class extends HTMLElement {
    connectedCallback() {
      this.addEventListener('click', (event) => {
        const button = event.target.closest('button');
        if (!button) return;
        const input = this.querySelector('input');
        const before = input.value;
        if (button.name === 'plus') input.stepUp();
        else input.stepDown();
        if (input.value !== before) input.dispatchEvent(new Event('change', { bubbles: true }));
      });
      this.addEventListener('change', (event) => {
        if (this.dataset.line) changeLine(this, Number(this.dataset.line), Number(event.target.value));
      });
    }
  });

  customElements.define('cart-remove', class extends HTMLElement {
    connectedCallback() {
      this.addEventListener('click', (event) => {
        event.preventDefault();
        changeLine(this, Number(this.dataset.line), 0);
      });
    }
  });

  customElements.define('product-form', class extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector('form');
      this.form.addEventListener('submit', (event) => this.submit(event));
    }
    get button() {
      return this.querySelector('[type="submit"][name="add"]');
    }
    async submit(event) {
      if (event.submitter?.name === 'return_to') return;
      const cart = cartElement();
      if (!cart) return;
      event.preventDefault();
      const { button } = this;
      if (button.classList.contains('is-loading')) return;
      button.classList.add('is-loading');
      this.showError('');
      const data = new FormData(this.form);
      data.append('sections', sectionIds());
      data.append('sections_url', location.pathname);
      cart.setActiveElement?.(document.activeElement);
      try {
        const state = await post(`${window.routes.cart_add_url}.js`, data);
        if (state.status) {
          this.showError(state.description);
          window.publish('cart-error', { source: 'product-form', productVariantId: data.get('id'), errors: state.description, message: state.message });
          await window.refreshCart();
          return;
        }
        window.publish('cart-update', { source: 'product-form', productVariantId: data.get('id'), cartData: state });
        cart.renderContents(state);
        announce(window.themeStrings.added);
      } catch {
        this.showError(window.themeStrings.failed);
      } finally {
        this.button?.classList.remove('is-loading');
      }
    }
    showError(text) {
      const element = this.querySelector('.product-form__error');
      element.textContent = text;
      element.hidden = text === '';
    }
  });

  /** Renders cart sections anew, leaving the drawer as it is. */
  window.refreshCart = async () => {
    const ids = sectionIds();
    const sections = await (await fetch(`${window.routes.cart_url}?sections=${ids}`)).json();
    renderSections(sections, [{ id: 'CartDrawer', section: 'cart-drawer' }, BUBBLE[0]]);
  };

  customElements.define('variant-selects', class extends HTMLElement {
    connectedCallback() {
      this.addEventListener('change', () => this.change());
    }
    async change() {
      const info = this.closest('product-info');
      const variants = JSON.parse(this.querySelector('[data-variants]').textContent);
      const chosen = [...this.querySelectorAll('fieldset')].map((one) => one.querySelector('input:checked')?.value);
      const variant = variants.find((one) => chosen.every((value, index) => value === one.options[index]));
      const input = info.querySelector('.product-variant-id');
      const button = info.querySelector('[data-part="submit"]');
      [...this.querySelectorAll('.variant-picker__value')].forEach((element, index) => {
        element.textContent = chosen[index];
      });
      if (!variant) {
        button.disabled = true;
        button.firstElementChild.textContent = window.themeStrings.unavailable;
        return;
      }
      input.value = variant.id;
      input.dispatchEvent(new Event('change', { bubbles: true }));
      const url = new URL(location.href);
      url.searchParams.set('variant', variant.id);
      history.replaceState({}, '', url);
      if (variant.featured_media) info.querySelector('media-gallery')?.show(variant.featured_media.id);
      this.request?.abort();
      this.request = new AbortController();
      const asked = `${info.dataset.url}?variant=${variant.id}&section_id=${info.dataset.section}`;
      try {
        const fresh = parse(await (await fetch(asked, { signal: this.request.signal })).text());
        for (const part of info.querySelectorAll('[data-part]')) {
          const source = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
          if (!source) continue;
          if (part.dataset.part.startsWith('option-')) this.mark(part, source);
          else part.replaceWith(source);
        }
        window.publish('variant-change', { data: { sectionId: info.dataset.section, variant, html: fresh } });
      } catch (error) {
        if (error.name !== 'AbortError') throw error;
      }
    }
    /** Focus stays where it is: only the marks of what is unavailable change. */
    mark(part, source) {
      const fresh = [...source.querySelectorAll('input')];
      [...part.querySelectorAll('input')].forEach((input, index) => {
        input.className = fresh[index]?.className ?? '';
      });
    }
  });
  customElements.define('product-info', class extends HTMLElement {});

  customElements.define('media-gallery', class extends HTMLElement {
    connectedCallback() {
      this.addEventListener('click', (event) => {
        const link = event.target.closest('.product__thumbnail');
        if (!link) return;
        event.preventDefault();
        this.show(this.querySelector(link.hash)?.dataset.mediaId);
      });
      const slides = this.querySelector('.product__slides');
      this.observer = new IntersectionObserver(
        (entries) => {
          for (const entry of entries) if (entry.isIntersecting) this.mark(entry.target.id);
        },
        { root: slides, threshold: 0.6 },
      );
      for (const slide of this.querySelectorAll('.product__slide[id]')) this.observer.observe(slide);
    }
    disconnectedCallback() {
      this.observer?.disconnect();
    }
    show(mediaId) {
      const slide = this.querySelector(`[data-media-id="${mediaId}"]`);
      const slides = this.querySelector('.product__slides');
      if (slide) slides.scrollTo({ left: slide.offsetLeft - slides.offsetLeft, behavior: 'instant' });
    }
    mark(id) {
      for (const link of this.querySelectorAll('.product__thumbnail'))
        link.toggleAttribute('aria-current', link.hash === `#${id}`);
    }
  });

  customElements.define('product-recommendations', class extends HTMLElement {
    connectedCallback() {
      new IntersectionObserver(async (entries, observer) => {
        if (!entries[0].isIntersecting) return;
        observer.disconnect();
        const fresh = parse(await (await fetch(this.dataset.url)).text());
        const shown = fresh.querySelector('[data-recommendations]');
        if (shown) this.replaceChildren(shown);
      }, { rootMargin: '0px 0px 400px 0px' }).observe(this);
    }
  });

  customElements.define('localization-form', class extends HTMLElement {
    connectedCallback() {
      this.addEventListener('change', () => this.closest('form').requestSubmit());
    }
  });
  for (const select of document.querySelectorAll('select[data-submit]'))
    select.addEventListener('change', () => select.form.requestSubmit());

  /* The standard storefront actions: this theme shows the cart without leaving the page. */
  document.addEventListener('DOMContentLoaded', () => {
    const { actions } = window.Shopify ?? {};
    if (!actions?.updateCart?.configure || !cartElement()) return;
    actions.updateCart.configure(async ({ lines = [], note }, { signal } = {}) => {
      const userErrors = [];
      const send = async (url, body) => {
        const state = await post(`${url}.js`, body, signal);
        if (state.status) userErrors.push({ message: state.description, code: 'INVALID' });
      };
      const bare = (id) => String(id).split('/').pop();
      const items = lines
        .filter((line) => line.merchandiseId)
        .map((line) => ({
          id: bare(line.merchandiseId),
          quantity: line.quantity ?? 1,
          properties: Object.fromEntries((line.attributes ?? []).map((one) => [one.key, one.value])),
        }));
      if (items.length > 0) await send(window.routes.cart_add_url, { items });
      for (const line of lines)
        if (!line.merchandiseId) await send(window.routes.cart_change_url, { id: bare(line.id), quantity: line.quantity });
      if (note !== undefined) await send(window.routes.cart_update_url, { note });
      await window.refreshCart();
      const { cart } = await actions.getCart();
      return { cart, userErrors, warnings: [] };
    });
    actions.openCart.configure(async () => cartElement().open(document.activeElement));
  });
})();
