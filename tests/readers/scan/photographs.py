"""Photographs of printed pages as people take them with a telephone, from a fixed seed: the same call, the same picture."""

from __future__ import annotations

import io
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]


def encoded(picture: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def photographed(page: Image.Image, **how: Any) -> Image.Image:
    """The page on a table, as :func:`on_table` takes it."""
    return on_table(page, **how)[0]


def on_table(
    page: Image.Image,
    *,
    seed: int = 1,
    size: tuple[int, int] = (2250, 3000),
    tilt: float = 0.06,
    turn: float = 4.0,
    dim: float = 0.45,
    blur: float = 0.8,
    table: tuple[int, int, int] = (96, 66, 44),
) -> tuple[Image.Image, NDArray[np.float32]]:
    """The page on a table, seen a little from one side, in light that falls off, with the shadow of a hand.

    ``tilt`` is the share of its width by which a far edge is shorter, ``turn`` degrees by which it lies askew, ``dim``
    the light in the darkest corner. Beside the picture stand the corners of the page in it.
    """
    sheet = np.asarray(page)
    chance = np.random.default_rng(seed)
    width, height = size
    ground = _table(chance, width, height, table)
    corners = _corners(sheet, chance, width, height, tilt, turn)
    tall, wide = sheet.shape[:2]
    matrix = cv2.getPerspectiveTransform(np.array([(0, 0), (wide, 0), (wide, tall), (0, tall)], np.float32), corners)
    paper = cv2.warpPerspective(sheet, matrix, size, flags=cv2.INTER_AREA)
    inside = cv2.warpPerspective(np.full((tall, wide), 255, np.uint8), matrix, size) / 255.0
    warm = paper * np.array([0.97, 0.95, 0.90])  # paper is not as white as a screen
    picture = ground * (1 - inside[..., None]) + warm * inside[..., None]
    picture *= _light(chance, width, height, dim)[..., None]
    picture = cv2.GaussianBlur(picture, (0, 0), blur) if blur else picture
    picture += chance.normal(0, 4.0, picture.shape)
    return Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8)), corners


def _table(chance: np.random.Generator, width: int, height: int, colour: tuple[int, int, int]) -> NDArray[np.float64]:
    grain = cv2.resize(chance.normal(0, 1, (height // 4, 12)), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.array(colour, np.float64) * (1 + 0.08 * grain[..., None])


def _corners(
    sheet: Pixels, chance: np.random.Generator, width: int, height: int, tilt: float, turn: float
) -> NDArray[np.float32]:
    tall, wide = sheet.shape[:2]
    scale = 0.86 * min(width / wide, height / tall)
    across, down = wide * scale / 2, tall * scale / 2
    corners = np.array([(-across, -down), (across, -down), (across, down), (-across, down)])
    corners[:2] *= 1 - tilt  # the far edge
    corners += chance.uniform(-0.012, 0.012, corners.shape) * width
    angle = np.radians(turn)
    around = np.array([(np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))])
    return (corners @ around.T + (width / 2, height / 2)).astype(np.float32)


def _light(chance: np.random.Generator, width: int, height: int, dim: float) -> NDArray[np.float64]:
    """From full light at the top left down to ``dim``, and a shadow with a soft edge over one corner."""
    down, across = np.mgrid[0:height, 0:width]
    fall = 1 - (1 - dim) * (0.6 * across / width + 0.4 * down / height)
    shadow = np.zeros((height // 8, width // 8), np.float64)
    middle = (int(width / 8 * chance.uniform(0.75, 1.0)), int(height / 8 * chance.uniform(0.55, 0.9)))
    cv2.ellipse(shadow, middle, (width // 24, height // 18), 30, 0, 360, 1.0, -1)
    shadow = cv2.resize(cv2.GaussianBlur(shadow, (0, 0), 8), (width, height))
    return np.asarray(fall * (1 - 0.35 * shadow))
