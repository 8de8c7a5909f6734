import { useEffect, useState } from 'preact/hooks';

/** What stands in the address behind the name of a view, and a way to go elsewhere in it. While another view is shown it stays as it was. */
export function useAddress(view: string): readonly [URLSearchParams, (parameters: Readonly<Record<string, string>> | URLSearchParams) => void] {
  const read = (before: URLSearchParams) => {
    const [name, query = ''] = location.hash.split('?', 2);
    return name === `#${view}` ? new URLSearchParams(query) : before;
  };
  const [parameters, setParameters] = useState(() => read(new URLSearchParams()));
  useEffect(() => {
    const follow = () => setParameters(read);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return [parameters, (next) => (location.hash = `#${view}?${new URLSearchParams(next).toString()}`)];
}
