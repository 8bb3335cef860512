"""What every room stands on: the clock, outputs and workers, problems, dates in words."""
