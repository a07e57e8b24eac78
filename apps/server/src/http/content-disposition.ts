/**
 * `Content-Disposition` for a name with Chinese characters: an ASCII fallback and the real name (RFC 6266, RFC 8187).
 * `inline` opens it in the browser, `attachment` saves it.
 */
export function contentDisposition(kind: 'inline' | 'attachment', name: string, fallback: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${fallback.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encoded}`;
}
