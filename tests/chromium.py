"""The browser of the tests: Chromium without its own windows, which spends half as much time on a page, or else whole."""

from __future__ import annotations

import shutil

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
