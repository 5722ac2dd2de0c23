"""The headers of every answer: nothing inline, nothing from elsewhere, nothing kept."""

from collections.abc import Mapping

from flask import Flask, Response, g
from secure import (
    CacheControl,
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)

TWO_YEARS = 63072000  # seconds
POLICY = (
    ContentSecurityPolicy()
    .default_src("'none'")
    .script_src("'self'")
    .style_src("'self'")
    .img_src("'self'")
    .font_src("'self'")
    .connect_src("'self'")
    .manifest_src("'self'")
    .form_action("'self'")
    .frame_ancestors("'none'")
    .base_uri("'none'")
    .object_src("'none'")
)


def send(app: Flask) -> None:
    """Add the headers to every answer of the app, but for those that a shared page has of its own."""
    headers = headers_of(app)

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in headers.items():
            if name not in g.get("own_headers", ()):
                response.headers[name] = value
        return response


def headers_of(app: Flask) -> Mapping[str, str]:
    """What every answer of this app carries."""
    return Secure(
        csp=POLICY,
        cache=CacheControl().no_store(),
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        permissions=PermissionsPolicy().camera("()").geolocation("()").microphone("()"),
        referrer=ReferrerPolicy().no_referrer(),
        xcto=XContentTypeOptions().nosniff(),
        xfo=XFrameOptions().deny(),
        hsts=StrictTransportSecurity().max_age(TWO_YEARS).include_subdomains() if app.config["HTTPS_ONLY"] else None,
    ).headers
