"""Draws a QR code as SVG that stands in the page itself."""

import qrcode
from markupsafe import Markup
from qrcode.image.svg import SvgPathImage


def qr(text: str) -> Markup:
    """The drawing; nothing of the text gets into the markup but its pattern."""
    drawing = qrcode.make(text, image_factory=SvgPathImage)
    return Markup(drawing.to_string(encoding="unicode"))  # noqa: S704 - our own drawing
