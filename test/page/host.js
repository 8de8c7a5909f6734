// A host that shows one MCP App: it answers the view's requests and hands over one result.
globalThis.startHost = ({ html, structuredContent, _meta, capabilities = {}, context = {} }) => {
  const frame = document.querySelector('iframe');
  const post = (message) => frame.contentWindow.postMessage({ jsonrpc: '2.0', ...message }, '*');
  addEventListener('message', ({ data }) => {
    if (data.method === 'ui/initialize') post({ id: data.id, result: { protocolVersion: '2026-01-26', hostInfo: { name: 'host', version: '1' }, hostCapabilities: { serverTools: {}, ...capabilities }, hostContext: { theme: 'dark', ...context } } });
    if (data.method === 'ui/notifications/initialized') {
      post({ method: 'ui/notifications/tool-input', params: { arguments: { question: 'orders' } } });
      post({ method: 'ui/notifications/tool-result', params: { content: [], structuredContent, _meta } });
    }
    if (data.method === 'ui/notifications/size-changed') frame.dataset.height = String(data.params.height);
    if (data.method === 'ui/message') {
      frame.dataset.said = data.params.content[0].text;
      post({ id: data.id, result: {} });
    }
    if (data.method === 'ui/download-file') {
      const [{ resource }] = data.params.contents;
      frame.dataset.kept = `${resource.uri}\n${resource.text}`;
      post({ id: data.id, result: {} });
    }
    if (data.method === 'tools/call') void window.callTool(data.params).then((result) => post({ id: data.id, result }));
  });
  frame.srcdoc = html;
};
