'use strict';

// The name of the security scheme in openapi.yaml.
const SCHEME = 'token';

const input = document.getElementById('token');
const caller = document.getElementById('caller');

const ui = SwaggerUIBundle({
  url: '/openapi.yaml',
  domNode: document.getElementById('api'),
  layout: 'BaseLayout',
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  // The validator is somebody else's server.
  validatorUrl: null,
  onComplete: () => use(input.value.trim()),
});

input.addEventListener('input', () => use(input.value.trim()));

// The token stays in this page: a reload forgets it.
function use(token) {
  if (token) {
    ui.preauthorizeApiKey(SCHEME, token);
  } else if (ui.authSelectors.authorized()?.size) {
    ui.authActions.logout([SCHEME]);
  }
  const [text, good] = describe(token);
  caller.textContent = text;
  caller.classList.toggle('bad', !good);
}

// Says what the token claims; only the ledger can say whether that is true.
function describe(token) {
  if (!token) {
    return ['Calls go without a token.', true];
  }
  try {
    const claims = JSON.parse(payload(token));
    const role = claims.role ?? claims.roles ?? 'user';
    const ends = claims.exp ? new Date(claims.exp * 1000) : null;
    const until = ends ? `, until ${ends.toLocaleString()}` : '';
    return [`${claims.userId ?? claims.sub}, role ${role}${until}`, !ends || ends > new Date()];
  } catch {
    return ['This is not a JSON Web Token.', false];
  }
}

function payload(token) {
  const base64 = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
}
