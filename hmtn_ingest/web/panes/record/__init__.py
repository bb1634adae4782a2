"""The record pane of the review page: facts as cards, to be decided on."""
