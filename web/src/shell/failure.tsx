import { ApiError } from './api.ts';

export function FailureNote({ error }: { readonly error: unknown }) {
  const { message, hints } = error instanceof ApiError ? error : { message: error instanceof Error ? error.message : String(error), hints: [] };
  return (
    <div class="failure" role="alert">
      <strong>{message}</strong>
      {hints.map((hint) => <p key={hint}>{hint}</p>)}
    </div>
  );
}
