"""Pages as an office's scanner gives them, made of our own samples: pictures, and PDFs of nothing but pictures."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw

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
