"""Learning from corrections: a second reader from the documents that people reviewed, and what it is worth."""

from __future__ import annotations

from hmtn_ingest.training.figures import Comparison, compare
from hmtn_ingest.training.learning import learn, save
from hmtn_ingest.training.lessons import Lesson, lesson_of

__all__ = ["Comparison", "Lesson", "compare", "learn", "lesson_of", "save"]
