"""QR codes in pictures and photos, read by ZXing."""

from __future__ import annotations

import zxingcpp

from app.ports.scanning import GrayPicture


class ZxingScanner:
    """Finds QR codes (port `QrScanner`)."""

    def texts(self, picture: GrayPicture) -> tuple[str, ...]:
        """What they say; a code that is damaged beyond its own repair is left out."""
        rows = memoryview(picture.pixels).cast("B", (picture.height, picture.width))
        found = zxingcpp.read_barcodes(
            rows,
            formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
            text_mode=zxingcpp.TextMode.Plain,
        )
        return tuple(dict.fromkeys(one.text for one in found if one.text))
