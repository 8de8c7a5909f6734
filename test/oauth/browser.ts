/** A browser as far as signing in needs one: it keeps cookies by host, and follows where it is led. */
export class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** Follows redirects until one leads to an address that begins with `until`, which is not called, or a page answers. */
  async follow(address: string, { until }: { readonly until?: string } = {}): Promise<{ readonly url: string; readonly status: number; readonly body: string }> {
    let url = address;
    for (let steps = 0; steps < 10; steps += 1) {
      if (until !== undefined && url.startsWith(until)) return { url, status: 0, body: '' };
      const response = await this.fetch(url, { redirect: 'manual' });
      const location = response.headers.get('location');
      if (location === null) return { url, status: response.status, body: await response.text() };
      url = new URL(location, url).href;
    }
    throw new Error(`too many redirects: ${url}`);
  }

  async fetch(address: string, request: RequestInit = {}): Promise<Response> {
    const { host } = new URL(address);
    const own = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, own);
    const cookie = [...own].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, { ...request, headers: { ...(request.headers as Record<string, string> | undefined), ...(cookie === '' ? {} : { cookie }) } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '' || /max-age=0/i.test(set)) own.delete(name);
      else own.set(name, value);
    }
    return response;
  }
}
