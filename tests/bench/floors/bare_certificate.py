"""The same certificate with bare reportlab: faces, texts, frame and QR text of the design."""

from io import BytesIO
from itertools import groupby, product

import segno
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import resources
from app.ports.certificates import RenderJob
from services.certificates.printed import values
from services.certificates.template import Template, read_template


def prepare() -> Template:
    design = read_template(resources.path("certificates"), "classic")
    for face in {text.face for text in design.texts}:
        pdfmetrics.registerFont(TTFont(face, resources.path(f"fonts/{face}.ttf"), asciiReadable=0))
    return design


def draw(design: Template, job: RenderJob) -> bytes:
    out, paper, printed = BytesIO(), design.paper(job.paper), values(job.fields)
    w, h, ink = paper.width, paper.height, {k: HexColor(v) for k, v in design.colours.items()}
    c = Canvas(out, pagesize=(w, h), pageCompression=1, invariant=1)
    for rosette in design.rosettes:
        c.setStrokeColor(ink[rosette.colour])
        for x, y in product((rosette.x, w - rosette.x), (rosette.y, h - rosette.y)):
            for turn in range(rosette.petals):
                c.saveState()
                c.translate(x, y)
                c.rotate(turn * 180 / rosette.petals)
                c.ellipse(-rosette.radius, -6, rosette.radius, 6)
                c.restoreState()
    for line in (*design.borders, *design.rules):
        c.setStrokeColor(ink[line.colour])
        c.setLineWidth(line.thickness)
        if hasattr(line, "inset"):
            c.roundRect(line.inset, line.inset, w - 2 * line.inset, h - 2 * line.inset, line.scoop)
        else:
            half, x, y = line.width * paper.measure / 2, w / 2 + line.x, h / 2 + line.y
            c.line(x - half, y, x + half, y)
    for text in design.texts:
        c.setFillColor(ink[text.colour])
        c.setFont(text.face, text.size)
        c.drawCentredString(w / 2 + text.x, h / 2 + text.y, text.filled(printed))
    matrix = segno.make_qr(job.qr_text, error="m", mask=2, boost_error=False).matrix
    path, s = c.beginPath(), design.code.side / len(matrix)
    left, top = (w - design.code.side) / 2, h / 2 + design.code.y + design.code.side
    for j, row in enumerate(matrix, start=1):
        for dark, run in groupby(range(len(row)), row.__getitem__):
            if dark:
                k, *more = run
                path.rect(left + k * s, top - j * s, (1 + len(more)) * s, s)
    c.drawPath(path, stroke=0, fill=1)
    c.save()
    return out.getvalue()
