"""What a browser may load from a page: one policy, written for every common web server."""

from __future__ import annotations

from collections.abc import Iterator

from dreiklang.ground.outputs import Output, digest
from dreiklang.site import audio_sources
from dreiklang.site.site import Site

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; font-src 'self'; "
    "img-src 'self' data:; media-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""The policy of a site without recordings kept elsewhere (Content Security Policy Level 3)."""

_BESIDE = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)


def policy(site: Site) -> str:
    """The site's policy: ``POLICY``, opened for the hosts that keep recordings."""
    return POLICY.replace("media-src 'self'", " ".join(["media-src 'self'", *audio_sources.origins(site)]))


def outputs(site: Site) -> Iterator[Output]:
    """The headers for nginx, Apache, Caddy and hosts that read ``_headers``, below ``csp/``."""
    headers = [("Content-Security-Policy", policy(site)), *_BESIDE]
    forms = {
        "csp/nginx.conf": [f'add_header {name} "{value}" always;' for name, value in headers],
        "csp/apache.conf": [f'Header always set {name} "{value}"' for name, value in headers],
        "csp/Caddyfile": ["header {", *(f'\t{name} "{value}"' for name, value in headers), "}"],
        "csp/_headers": ["/*", *(f"  {name}: {value}" for name, value in headers)],
    }
    for path, lines in forms.items():
        yield _text(path, "\n".join(lines) + "\n")


def _text(path: str, text: str) -> Output:
    return Output(path, digest(text), lambda: text.encode())
