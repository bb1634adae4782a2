"""What is counted: statements of targets and results, their bodies and periods, quota lists."""
