"""What people see in the browser: pages, and the two panes of the review page."""
