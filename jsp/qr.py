"""Draws a QR code as SVG that stands in the page itself."""

import qrcode
from markupsafe import Markup
from qrcode.image.svg import SvgPathImage


def qr(text: str) -> Markup:
    """The drawing; nothing of the text gets into the markup but its pattern. It has no id: two may stand on a page."""
    drawing = qrcode.make(text, image_factory=SvgPathImage).to_string(encoding="unicode")
    return Markup(drawing.replace(' id="qr-path"', ""))  # noqa: S704 - our own drawing
