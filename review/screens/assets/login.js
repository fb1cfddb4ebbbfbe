// Keeps the token of a login in a cookie of this host, so that a reload does not ask again.
// It goes with the browser's session; the server knows when the login itself ends.

export default function (component) {
  const { name, token } = component.data;
  const ends = token ? "" : "; Max-Age=0";
  const safe = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${token}; Path=/; SameSite=Strict${safe}${ends}`;
}
