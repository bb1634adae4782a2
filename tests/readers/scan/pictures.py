"""Pages as an office's scanner gives them, made of our own samples: pictures, and PDFs of nothing but pictures."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "documents"


def page_picture(sample: str, number: int = 1, resolution: int = 200) -> Image.Image:
    """A page of a sample as it would look on paper."""
    pdf = pypdfium2.PdfDocument((SAMPLES / f"{sample}.pdf").read_bytes())
    return pdf[number - 1].render(scale=resolution / 72).to_pil().convert("RGB")


def as_scanned(
    picture: Image.Image, *, lean: float = 0.0, noise: int = 0, stamp: tuple[int, int] | None = None
) -> Image.Image:
    """The picture leaning by so many degrees, with speckles and a red stamp over its text."""
    if stamp:
        ImageDraw.Draw(picture).ellipse((*stamp, stamp[0] + 280, stamp[1] + 280), outline=(220, 40, 50), width=9)
    if lean:
        picture = picture.rotate(lean, resample=Image.Resampling.BICUBIC, fillcolor="white")
    if noise:
        speckles = np.random.default_rng(7).integers(-noise, noise + 1, (picture.height, picture.width, 1))
        picture = Image.fromarray(np.clip(np.asarray(picture, np.int16) + speckles, 0, 255).astype(np.uint8))
    return picture


def scanned_pdf(*pictures: Image.Image, resolution: int = 200) -> bytes:
    """A PDF whose pages are pictures and nothing else."""
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=resolution)
    return out.getvalue()


def scanned_strips(sample: str = "thong-bao") -> bytes:
    """A PDF of three low pages, strips of a printed one: pages of a scan that are quickly recognised."""
    page = page_picture(sample)
    return scanned_pdf(*(page.crop((0, top, page.width, top + 260)) for top in (150, 420, 560)))


def mixed_pdf(*pages: tuple[Image.Image | None, str], sample: str = "ke-hoach-phuong") -> bytes:
    """A PDF whose pages are pictures with a text over them, or, where there is no picture, pages of a sample."""
    out = pypdfium2.PdfDocument.new()
    own = pypdfium2.PdfDocument((SAMPLES / f"{sample}.pdf").read_bytes())
    for number, (picture, text) in enumerate(pages):
        if picture is None:
            out.import_pages(own, [number])
            continue
        out.import_pages(pypdfium2.PdfDocument(_overlaid(picture, text)))
    stream = io.BytesIO()
    out.save(stream)
    return stream.getvalue()


def _overlaid(picture: Image.Image, text: str) -> bytes:
    """A page with a picture and, invisible as recognition programs write it, a text over it."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.setFont("Helvetica", 11)
    writer = canvas.beginText(80, 780)
    writer.setTextRenderMode(3)
    for line in text.split("\n"):
        writer.textLine(line)
    canvas.drawText(writer)
    canvas.save()
    return stream.getvalue()
