const replyBytesMax = 2_000_000;

/** `fetch` whose replies end with an error after two megabytes, so that no provider can fill the memory. */
export const limitedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  // A length that is announced is kept to by the HTTP parser.
  const announced = Number(response.headers.get('content-length') ?? Number.NaN);
  if (!response.body || announced <= replyBytesMax) return response;
  let bytes = 0;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > replyBytesMax) controller.error(new Error(`the reply is longer than ${replyBytesMax} bytes`));
      else controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(limit), { status: response.status, statusText: response.statusText, headers: response.headers });
};
