"""Learning from corrections: a second reader from the documents that people reviewed, and what it is worth."""

from __future__ import annotations

from hmtn_ingest.training.figures import ReaderComparison, compare_with_rules
from hmtn_ingest.training.learning import learn, save_model
from hmtn_ingest.training.lessons import Lesson, lesson_of

__all__ = ["Lesson", "ReaderComparison", "compare_with_rules", "learn", "lesson_of", "save_model"]
