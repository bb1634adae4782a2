"""What the pages and the terminal summary show, made without a browser: wording, order, masking and highlighting."""
